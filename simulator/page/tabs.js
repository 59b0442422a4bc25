// On a small screen: the strip of people, one of whom is shown.

import { arrange, el, keyed, setAttribute, setText } from "./dom.js";
import { nameOf } from "./deck.js";
import { avatarOf, showBadge } from "./frame.js";
import { shortName } from "./text.js";

export function createTabs({ strip, onPick }) {
  const tabs = new Map();
  let current = null;

  function update(views, active) {
    const made = keyed(
      views,
      tabs,
      (view) => view.key,
      (view) => createTab(view, onPick),
      (tab, view) => tab.update(view, view === active),
    );
    arrange(
      strip,
      made.map((tab) => tab.node),
    );
    if (active && active.key !== current) show(tabs.get(active.key).node);
    current = active?.key;
  }

  /** Not scrollIntoView: that would also move the page and the phones. */
  function show(node) {
    strip.scrollTo({ left: node.offsetLeft - (strip.clientWidth - node.offsetWidth) / 2 });
  }

  return { update };
}

function createTab({ seat, key }, onPick) {
  const badge = el("span", { class: "badge", hidden: true });
  const name = el("span", { class: "tab-name" });
  const node = el(
    "button",
    { type: "button", class: "tab", onclick: () => onPick(key) },
    el("span", { class: "tab-face" }, avatarOf(seat), badge),
    name,
  );

  function update(view, isActive) {
    setText(name, view.seat.person ? shortName(nameOf(view.seat)) : "Nhóm");
    setAttribute(node, "aria-current", isActive && "true");
    node.setAttribute("aria-label", `${nameOf(view.seat)}${view.unread ? `, ${view.unread} tin chưa đọc` : ""}`);
    showBadge(badge, view.unread);
  }

  return { node, update };
}
