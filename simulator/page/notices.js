// What a phone says about itself: short toasts at its bottom, and an alert that must be read before going on.

import { el } from "./dom.js";

const SHORT = 3500;
const PER_LETTER = 45;

export function createNotices() {
  const toasts = el("div", { class: "toasts", role: "status", "aria-live": "polite" });
  const box = el("div", { class: "alert", hidden: true });

  function toast(text) {
    const node = el("div", { class: "toast" }, text);
    toasts.replaceChildren(node);
    setTimeout(() => node.remove(), SHORT + text.length * PER_LETTER);
  }

  function alert(text) {
    const back = document.activeElement;
    const words = el("p", { id: `alert-${crypto.randomUUID()}` }, text);
    const close = el("button", { type: "button", class: "primary-button", onclick: shut }, "Đã hiểu");
    const dialog = el(
      "div",
      {
        class: "alert-card",
        role: "alertdialog",
        "aria-modal": "true",
        "aria-label": "Thông báo của Nhắc Việc",
        "aria-describedby": words.id,
      },
      words,
      close,
    );
    box.replaceChildren(dialog);
    box.hidden = false;
    box.onkeydown = (event) => {
      if (event.key === "Tab") event.preventDefault();
      if (event.key === "Escape") shut();
    };
    close.focus({ preventScroll: true });

    function shut() {
      box.hidden = true;
      box.replaceChildren();
      if (back?.isConnected) back.focus({ preventScroll: true });
    }
  }

  return { toasts, box, toast, alert };
}
