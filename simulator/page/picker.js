// "Thêm điện thoại": which people and groups have a phone on the page, and a box to make an unknown person.

import { el, keyed, arrange, setText } from "./dom.js";
import { avatarOf } from "./frame.js";
import { fold } from "./text.js";

export function createPicker({ panel, showPerson, showGroup, create, onFail }) {
  const search = panel.querySelector("input[type=search]");
  const list = panel.querySelector(".choices");
  const none = panel.querySelector(".none");
  const form = panel.querySelector("form");
  const choices = new Map();
  let seats = [];

  function update(everySeat, shownKeys) {
    seats = everySeat;
    const views = keyed(
      seats,
      choices,
      (seat) => seat.key,
      (seat) => createChoice(seat, toggle),
      (view, seat) => view.update(seat, shownKeys.has(seat.key)),
    );
    arrange(
      list,
      views.map((view) => view.node),
    );
    filter();
  }

  function filter() {
    const words = fold(search.value).split(/\s+/).filter(Boolean);
    let found = 0;
    for (const seat of seats) {
      const text = fold(`${seat.person?.name ?? seat.chat.title} ${seat.person?.title ?? "nhóm"}`);
      const match = words.every((word) => text.includes(word));
      choices.get(seat.key).node.hidden = !match;
      found += match;
    }
    none.hidden = found > 0;
  }

  async function toggle(seat, shown) {
    if (!seat.person) return showGroup(seat.key, shown);
    await showPerson(seat.person.id, shown).catch(() => onFail("Chưa đổi được. Xin thử lại."));
  }

  async function onCreate(event) {
    event.preventDefault();
    const { name, title } = Object.fromEntries(new FormData(form));
    if (!name.trim()) return form.elements.name.focus();
    try {
      await create({ name: name.trim(), title: title.trim(), shown: true });
      form.reset();
      panel.hidePopover();
    } catch {
      onFail("Chưa tạo được người mới. Xin thử lại.");
    }
  }

  search.addEventListener("input", filter);
  form.addEventListener("submit", onCreate);
  panel.addEventListener("toggle", (event) => {
    if (event.newState === "open") return search.focus({ preventScroll: true });
    search.value = "";
    filter();
  });
  return { update };
}

function createChoice(seat, toggle) {
  const box = el("input", { type: "checkbox", role: "switch" });
  const name = el("strong");
  const title = el("span");
  const node = el(
    "li",
    {},
    el("label", { class: "choice" }, avatarOf(seat), el("span", { class: "choice-words" }, name, title), box),
  );
  let now = seat;
  box.addEventListener("change", () => toggle(now, box.checked));

  function update(next, shown) {
    now = next;
    box.checked = shown;
    setText(name, next.person?.name ?? next.chat.title);
    setText(title, next.person ? next.person.title || "Chưa có chức danh" : "Nhóm");
  }

  return { node, update };
}
