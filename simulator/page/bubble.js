// One message. Every part (quote, words, files, buttons, time) is rebuilt only when its own data changed, so that an
// edit of the buttons does not touch a selection or an open fold in the words.

import { el, icon, setText } from "./dom.js";
import { openFolds, restoreFolds, richText } from "./rich.js";
import { ownAddress, safeHref } from "./sanitise.js";
import { gist, hueOf, momentOf, sizeOf, timeOf } from "./text.js";

const FLASH = 2200;

export function createBubble(actions) {
  const author = el("div", { class: "author", hidden: true });
  const origin = el("div", { class: "origin", hidden: true });
  const quote = el("button", { type: "button", class: "quote", hidden: true });
  const files = el("div", { class: "files", hidden: true });
  const body = el("div", { class: "body" });
  const meta = el("div", { class: "meta" });
  const keyboard = el("div", { class: "keyboard", hidden: true });
  const bubble = el("div", { class: "bubble" }, author, origin, quote, files, body, meta);
  const node = el("div", { class: "message", role: "article", tabindex: "-1" }, bubble, keyboard);
  const changed = memory();
  const view = { node, update, message: null };

  function update(message, around) {
    const edited = view.message && view.message.edited_at !== message.edited_at;
    view.message = message;
    node.dataset.message = message.message_id;
    node.className = classesOf(message, around);
    node.setAttribute(
      "aria-label",
      message.service ? "Thông báo" : `${message.from?.name ?? ""}, ${timeOf(message.at)}`,
    );
    if (changed("author", around.author)) showAuthor(author, around.author);
    if (changed("origin", [message.forwarded_from, message.thread])) showOrigin(origin, message);
    if (changed("quote", [message.reply_to, gist(around.quoted), around.quotedName]))
      showQuote(quote, message, around, actions);
    if (changed("files", [message.document, message.photo, message.voice, message.deleted])) showFiles(files, message);
    if (changed("body", [message.html, message.text, message.deleted, message.service]))
      showBody(body, message, actions);
    if (changed("meta", [message.at, message.edited_at])) showMeta(meta, message);
    if (changed("buttons", [message.buttons, message.deleted])) showButtons(keyboard, view, actions);
    if (edited) flash(bubble);
  }

  return view;
}

function memory() {
  const seen = new Map();
  return (part, value) => {
    const now = JSON.stringify(value ?? null);
    if (seen.get(part) === now) return false;
    seen.set(part, now);
    return true;
  };
}

function classesOf(message, { side, joined, continued }) {
  const marks = { joined, continued, deleted: message.deleted, service: message.service };
  const on = Object.keys(marks).filter((name) => marks[name]);
  return ["message", message.service ? "" : side, ...on].filter(Boolean).join(" ");
}

function showAuthor(node, author) {
  node.hidden = !author;
  node.className = `author ${author ? hueOf(author.id) : ""}`;
  setText(node, author?.name ?? "");
}

function showOrigin(node, message) {
  const from = message.forwarded_from && `Chuyển tiếp từ ${message.forwarded_from}`;
  const topic = message.thread && `Chủ đề ${message.thread}`;
  const words = [topic, from].filter(Boolean).join(" · ");
  node.hidden = !words;
  setText(node, words);
}

function showQuote(node, message, { quoted, quotedName }, actions) {
  node.hidden = message.reply_to == null || Boolean(message.deleted);
  if (node.hidden) return;
  node.replaceChildren(el("strong", {}, quotedName ?? "Trả lời"), el("span", {}, gist(quoted)));
  node.onclick = () => actions.jumpTo(idOf(message.reply_to));
}

export const idOf = (reply) => (typeof reply === "object" ? reply?.message_id : reply);

function showFiles(node, message) {
  const parts = message.deleted
    ? []
    : [message.photo && photo(message.photo), ...[message.document, message.voice].map((each) => each && file(each))];
  node.replaceChildren(...parts.filter(Boolean));
  node.hidden = !node.childElementCount;
}

function photo(value) {
  const url = ownAddress(value.url ?? value);
  const name = value.file_name ?? "anh.jpg";
  if (!url) return file({ ...value, file_name: name });
  const image = el("img", { src: url, alt: "Ảnh trong tin nhắn", loading: "lazy" });
  return el(
    "a",
    { class: "photo", href: url, download: name, title: `Tải ảnh ${name}` },
    image,
    el("span", { class: "photo-save" }, icon("download"), "Tải ảnh"),
  );
}

function file({ file_name: name = "tep", size, url }) {
  const words = el(
    "span",
    { class: "file-words" },
    el("span", { class: "file-name" }, name),
    el("span", { class: "file-size" }, [sizeOf(size), "Tải về"].filter(Boolean).join(" · ")),
  );
  return el(
    "a",
    { class: "file", href: ownAddress(url), download: name, "aria-label": `Tải về ${name}` },
    el("span", { class: "file-icon" }, icon("file")),
    words,
  );
}

function showBody(node, message, actions) {
  const open = openFolds(node);
  if (message.deleted) node.replaceChildren("Tin nhắn đã xóa");
  else if (message.service) node.replaceChildren(serviceWords(message));
  else node.replaceChildren(richText(message, actions));
  restoreFolds(node, open);
}

const serviceWords = ({ service }) => (typeof service === "string" ? service : "Thông báo của nhóm");

function showMeta(node, { at, edited_at: editedAt }) {
  const edited = editedAt && el("span", { class: "edited", title: `Sửa lúc ${momentOf(editedAt)}` }, "đã sửa");
  const time = el("time", { datetime: at, title: momentOf(at) }, timeOf(at));
  node.replaceChildren(...[edited, time].filter(Boolean));
}

function showButtons(keyboard, view, actions) {
  const rows = view.message.deleted ? [] : (view.message.buttons ?? []);
  const hadFocus = keyboard.contains(document.activeElement);
  keyboard.replaceChildren(
    ...rows.map((row) =>
      el(
        "div",
        { class: "keys" },
        row.map((button) => key(button, view, actions)),
      ),
    ),
  );
  keyboard.hidden = !rows.length;
  if (hadFocus) view.node.focus({ preventScroll: true }); // the pressed button is gone: keep the keyboard user's place
}

function key(button, view, actions) {
  if (button.url) return urlKey(button);
  if (button.copy != null)
    return el(
      "button",
      { type: "button", class: "key", onclick: () => actions.copy({ text: button.copy }) },
      button.text,
      icon("copy"),
    );
  const node = el("button", { type: "button", class: `key ${styleOf(button)}` }, button.text);
  node.addEventListener("click", () => press(node, button, view, actions));
  return node;
}

function urlKey({ text, url }) {
  return el(
    "a",
    { class: "key key-link", href: safeHref(url), target: "_blank", rel: "noopener noreferrer" },
    text,
    icon("out"),
  );
}

const styleOf = ({ style }) => (["primary", "success", "danger"].includes(style) ? style : "");

async function press(node, button, view, actions) {
  if (node.getAttribute("aria-busy") === "true") return;
  node.setAttribute("aria-busy", "true");
  await actions.press(view.message, button);
  node.removeAttribute("aria-busy");
}

function flash(bubble) {
  bubble.classList.remove("flash");
  void bubble.offsetWidth; // restarts the animation when a second edit follows the first
  bubble.classList.add("flash");
  clearTimeout(bubble.flashing);
  bubble.flashing = setTimeout(() => bubble.classList.remove("flash"), FLASH);
}
