// Invitations: links of the form t.me/<bot>?start=<code>, and the box in which one can be pasted.

import { el } from "./dom.js";

/** The code of a link to this bot ("" when it carries none), or null for any other address. */
export function codeOf(address, bot) {
  if (!address || !bot || !URL.canParse(address)) return null;
  const url = new URL(address);
  return nameIn(url)?.toLowerCase() === bot.username.toLowerCase() ? (url.searchParams.get("start") ?? "") : null;
}

function nameIn(url) {
  if (url.protocol === "tg:") return url.searchParams.get("domain");
  return /^(?:t|telegram)\.me$/.test(url.hostname) ? url.pathname.slice(1) : null;
}

export function createInvite(actions) {
  const input = el("input", {
    name: "code",
    type: "text",
    placeholder: "Dán liên kết hoặc mã mời",
    "aria-label": "Liên kết hoặc mã mời",
    autocomplete: "off",
    spellcheck: "false",
  });
  const cancel = el("button", { type: "button", class: "quiet-button", onclick: hide }, "Thôi");
  const open = el("button", { type: "submit", class: "primary-button" }, "Mở");
  const node = el(
    "form",
    { class: "invite", hidden: true, onsubmit: submit, onkeydown: (event) => event.key === "Escape" && hide() },
    input,
    el("div", { class: "invite-buttons" }, cancel, open),
  );
  let bot = null;

  function submit(event) {
    event.preventDefault();
    const typed = input.value.trim();
    const code = codeOf(typed, bot) ?? typed;
    if (!/^[\w-]{1,64}$/.test(code)) return input.select();
    hide();
    actions.start(code);
  }

  function show() {
    node.hidden = false;
    input.focus();
  }

  function hide() {
    node.hidden = true;
    input.value = "";
  }

  return { node, show, update: (next) => (bot = next) };
}
