// The text box of a phone, with what stands above it: the message that is answered or corrected, or the file to send.

import { createCommands } from "./commands.js";
import { el, icon, iconButton } from "./dom.js";
import { gist } from "./text.js";

export function createComposer({ label, actions }) {
  const textarea = el("textarea", {
    name: "text",
    rows: "1",
    placeholder: "Nhập tin nhắn…",
    "aria-label": label,
    autocomplete: "off",
    maxlength: "4096",
  });
  const picker = el("input", { type: "file", hidden: true, tabindex: "-1", "aria-hidden": "true", onchange: onFile });
  const modeWords = el("span", { class: "mode-words" });
  const mode = el(
    "div",
    { class: "mode", hidden: true },
    el("span", { class: "mode-icon" }),
    modeWords,
    iconButton("close", "Bỏ", () => setMode(null)),
  );
  const slash = el(
    "button",
    { type: "button", class: "icon-button slash", "aria-label": "Các lệnh", title: "Các lệnh" },
    "/",
  );
  const attach = iconButton("clip", "Gửi tệp", () => picker.click());
  const submit = el("button", { type: "submit", class: "send", "aria-label": "Gửi", title: "Gửi" }, icon("send"));
  const commands = createCommands({ textarea, onPick: (text) => reset() || actions.say({ text }) });
  const line = el("div", { class: "line" }, slash, textarea, attach, submit);
  const node = el("form", { class: "composer", novalidate: true }, commands.list, mode, line, picker);
  let draft = "";
  let doing = null; // { kind: "reply" | "edit", message } or { kind: "file", file }

  slash.addEventListener("mousedown", (event) => event.preventDefault());
  slash.addEventListener("click", () => {
    textarea.focus();
    if (commands.list.hidden) commands.showAll();
    else commands.hide();
  });
  textarea.addEventListener("keydown", onKey);
  textarea.addEventListener("input", grow);
  node.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });

  function onKey(event) {
    if (event.isComposing || commands.onKey(event)) return; // an input method (Telex, VNI) ends a word with Enter
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      send();
    } else if (event.key === "Escape" && doing) setMode(null);
    else if (event.key === "ArrowUp" && !textarea.value && !doing) actions.editLast();
  }

  function send() {
    const text = textarea.value.trim();
    const was = doing;
    if (!text && was?.kind !== "file") return;
    reset();
    dispatch(was, text).catch(() => restore(was, text));
  }

  function dispatch(was, text) {
    if (was?.kind === "file") return actions.sendFile(was.file, text);
    if (was?.kind === "edit") return actions.edit(was.message, text);
    return actions.say({ text, ...(was && { reply_to: was.message.message_id }) });
  }

  /** A refused message goes back where it was written, unless the next one has been begun. */
  function restore(was, text) {
    if (textarea.value || doing) return;
    setMode(was);
    textarea.value = text;
    grow();
  }

  function reset() {
    textarea.value = "";
    commands.hide();
    setMode(null);
  }

  /** A correction borrows the text box: what was being written comes back after it. */
  function setMode(next) {
    if (doing?.kind === "edit") textarea.value = draft;
    if (next?.kind === "edit") draft = textarea.value;
    doing = next;
    mode.hidden = !next;
    if (next) showMode(next);
    grow();
  }

  function showMode(next) {
    const [name, title, words] = describe(next);
    mode.firstChild.replaceChildren(icon(name));
    modeWords.replaceChildren(el("strong", {}, title), el("span", {}, words));
    if (next.kind === "edit") textarea.value = next.message.text ?? "";
    textarea.focus({ preventScroll: true });
  }

  function onFile() {
    if (picker.files[0]) setMode({ kind: "file", file: picker.files[0] });
    picker.value = "";
  }

  function grow() {
    textarea.style.height = "auto";
    textarea.style.height = `${textarea.scrollHeight}px`;
    node.classList.toggle("ready", Boolean(textarea.value.trim()) || doing?.kind === "file");
  }

  const reply = (message) => setMode({ kind: "reply", message });
  const edit = (message) => setMode({ kind: "edit", message });
  return { node, line, textarea, reply, edit, attach: () => picker.click(), update: (list) => updateCommands(list) };

  function updateCommands(list) {
    commands.update(list);
    slash.hidden = !list?.length;
  }
}

function describe({ kind, message, file }) {
  if (kind === "reply") return ["reply", `Trả lời ${message.from?.name ?? ""}`, gist(message)];
  if (kind === "edit") return ["edit", "Sửa tin nhắn", gist(message)];
  return ["clip", "Gửi tệp", `${file.name} · có thể viết thêm chú thích`];
}
