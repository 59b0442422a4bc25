// The service's clock: shows it ticking and moves it.

import { setText } from "./dom.js";
import { isoOf, momentOf, secondsOf } from "./text.js";

const HOUR = 3600;
const STEPS = {
  "+1h": { advance: HOUR },
  "next-morning": { next: "07:30" },
  "+1d": { advance: 24 * HOUR },
  "+1w": { advance: 7 * 24 * HOUR },
};
const TICK = 250;

export function createClock({ root, move, onFail }) {
  const time = root.querySelector("[data-now]");
  const seconds = root.querySelector(".seconds");
  const status = root.querySelector("[role=status]");
  const buttons = [...root.querySelectorAll("[data-clock]")];
  let base = null; // { now: ms, at: the page's own monotonic time }

  function update({ clock, receivedAt }) {
    base = { now: Date.parse(clock.now), at: receivedAt };
    show();
  }

  function show() {
    if (!base) return;
    const now = base.now + performance.now() - base.at;
    const iso = isoOf(now);
    if (time.dataset.now === iso) return;
    time.dataset.now = iso;
    time.dateTime = iso;
    setText(time, momentOf(now));
    setText(seconds, `:${secondsOf(now)}`);
  }

  async function onPress(button) {
    const hadFocus = document.activeElement === button;
    setWorking(true, button);
    try {
      const clock = await move(STEPS[button.dataset.clock]);
      update({ clock, receivedAt: performance.now() });
      setText(status, `Bây giờ là ${time.textContent}`);
    } catch {
      onFail("Chưa chuyển được đồng hồ. Xin thử lại.");
    }
    setWorking(false, button);
    if (hadFocus) button.focus(); // a disabled button loses the focus
  }

  function setWorking(working, button) {
    root.classList.toggle("working", working);
    button.setAttribute("aria-busy", working);
    buttons.forEach((each) => (each.disabled = working));
  }

  buttons.forEach((button) => button.addEventListener("click", () => onPress(button)));
  setInterval(show, TICK);
  return { update };
}
