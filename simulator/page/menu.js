// The page's one pop-up menu: opens beside what was pressed, closes on Esc, on a press elsewhere, or on a choice.

import { el, icon } from "./dom.js";

const EDGE = 8;
const menu = el("div", { class: "menu", popover: "auto", role: "menu", onkeydown: onKey, ontoggle: onToggle });
let opener = null;

/** `items`: [{ icon, label, run, danger? }]; falsy entries are skipped. `at` is a point, else the anchor's own edge. */
export function openMenu(anchor, items, at) {
  opener = document.activeElement;
  menu.replaceChildren(...items.filter(Boolean).map(entry));
  // Inside the anchor's phone, so that reading order and the keyboard's way back are right.
  anchor.closest(".phone").append(menu);
  menu.showPopover();
  place(anchor.getBoundingClientRect(), at);
  menu.firstChild.focus({ preventScroll: true });
}

function entry({ icon: name, label, run, danger }) {
  const onclick = () => {
    menu.hidePopover();
    run();
  };
  return el(
    "button",
    { type: "button", role: "menuitem", class: danger ? "danger" : null, onclick },
    icon(name),
    label,
  );
}

function place(box, at) {
  const { offsetWidth: width, offsetHeight: height } = menu;
  const left = at ? at.x : box.right - width;
  const below = at ? at.y : box.bottom + 4;
  const top = below + height + EDGE > innerHeight ? (at ? at.y : box.top - 4) - height : below;
  menu.style.left = `${Math.max(EDGE, Math.min(left, innerWidth - width - EDGE))}px`;
  menu.style.top = `${Math.max(EDGE, top)}px`;
}

function onKey(event) {
  const entries = [...menu.children];
  const index = entries.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) entries.at((index + step + entries.length) % entries.length).focus();
  else if (event.key === "Tab") menu.hidePopover();
  else return;
  event.preventDefault();
}

function onToggle(event) {
  if (event.newState === "closed" && menu.contains(document.activeElement)) opener?.focus({ preventScroll: true });
}
