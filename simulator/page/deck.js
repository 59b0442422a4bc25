// All phones, side by side on a desk or one at a time on a small screen. Knows which of them are in sight.

import { arrange, el, gliding, keyed, setText } from "./dom.js";
import { createPhone } from "./phone.js";

const IN_SIGHT = 0.5;

export function createDeck({ container, away, showOlder, onHide, onChange }) {
  const phones = new Map();
  const inSight = new Map(); // node → how much of it is on the screen
  const empty = el("p", { class: "empty" }, "Chưa có điện thoại nào trên bàn. Bấm “Thêm điện thoại” để chọn người.");
  const observer = new IntersectionObserver(onSight, { threshold: [0, IN_SIGHT, 0.95] });
  let views = [];

  function update(seats, state) {
    views = keyed(
      seats,
      phones,
      (seat) => seat.key,
      add,
      (view, seat) => view.update(seat, state),
    );
    arrange(container, views.length ? views.map((view) => view.node) : [empty]);
    changed();
  }

  function add(seat) {
    const view = createPhone(seat, { showOlder, onUnread: changed, onHide });
    const { gone } = view;
    view.gone = () => {
      gone();
      observer.unobserve(view.node);
      inSight.delete(view.node);
    };
    observer.observe(view.node);
    return view;
  }

  function onSight(entries) {
    for (const { target, intersectionRatio } of entries) {
      inSight.set(target, intersectionRatio);
      views.find((view) => view.node === target)?.setVisible(intersectionRatio >= IN_SIGHT);
    }
    changed();
  }

  function changed() {
    showAway();
    onChange(views, active());
  }

  /** The phone that fills a small screen. */
  const active = () => views.find((view) => (inSight.get(view.node) ?? 0) > IN_SIGHT) ?? views[0];

  function showAway() {
    const unseen = views.filter((view) => view.unread && (inSight.get(view.node) ?? 0) < IN_SIGHT);
    away.hidden = !unseen.length;
    const count = unseen.reduce((sum, view) => sum + view.unread, 0);
    setText(away.querySelector("span"), `${count} tin mới`);
    away.setAttribute("aria-label", `${count} tin mới ở ${unseen.map((view) => nameOf(view.seat)).join(", ")}`);
    away.title = unseen.map((view) => nameOf(view.seat)).join("\n");
    away.onclick = () => goTo(unseen[0]);
  }

  function goTo(view) {
    view.node.scrollIntoView({ block: "start", inline: "start", behavior: gliding() });
  }

  return { update, goTo, goToKey: (key) => phones.has(key) && goTo(phones.get(key)) };
}

export const nameOf = ({ person, chat }) => person?.name ?? chat.title;
