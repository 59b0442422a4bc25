// The three steps for a first visit; once closed they come back only by the "?" button.

import { recall, remember } from "./prefs.js";

export function createHint({ panel, opener }) {
  function show(open) {
    panel.hidden = !open;
    opener.setAttribute("aria-expanded", open);
  }

  panel.querySelector("[data-close]").addEventListener("click", () => {
    remember("hint-closed", true);
    show(false);
    opener.focus({ preventScroll: true });
  });
  opener.addEventListener("click", () => show(panel.hidden));
  show(!recall("hint-closed", false));
}
