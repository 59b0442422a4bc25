// The words of a message as nodes: sanitised markup, quotes that open, hidden words that show on a tap, and commands
// ("/overdue") that can be tapped as in the messenger.

import { el, setText } from "./dom.js";
import { safeFragment } from "./sanitise.js";

const COMMAND = /(^|[\s(])(\/[a-z0-9_]{1,32}(?:@\w+)?)(?![\w/@])/g;
const LONG = 150;

export function richText(message, { onCommand }) {
  const body = safeFragment(message.html ?? "");
  if (message.from?.is_bot) linkCommands(body, onCommand);
  body.querySelectorAll("blockquote, pre").forEach(trimAround);
  body.querySelectorAll("blockquote.expandable").forEach(makeFold);
  body.querySelectorAll("span.spoiler").forEach(makeSpoiler);
  return body;
}

/** A block breaks the line by itself: the line break that the text has beside it would show as an empty line. */
function trimAround({ previousSibling: before, nextSibling: after }) {
  if (before?.nodeType === Node.TEXT_NODE) before.data = before.data.replace(/\n$/, "");
  if (after?.nodeType === Node.TEXT_NODE) after.data = after.data.replace(/^\n/, "");
}

/** Which folds of a body are open, so that an edit does not shut what is being read. */
export function openFolds(body) {
  return [...body.querySelectorAll(".fold")].map((fold) => fold.classList.contains("open"));
}

export function restoreFolds(body, open) {
  body.querySelectorAll(".fold").forEach((fold, index) => open[index] && setOpen(fold, true));
}

function makeFold(quote) {
  const long = quote.textContent.length > LONG || quote.textContent.split("\n").length > 3;
  if (!long) return;
  const fold = el("div", { class: "fold" });
  const toggle = el("button", { type: "button", class: "fold-toggle", "aria-expanded": "false" }, "Xem đầy đủ");
  toggle.addEventListener("click", () => setOpen(fold, !fold.classList.contains("open")));
  quote.replaceWith(fold);
  fold.append(quote, toggle);
}

function setOpen(fold, open) {
  const toggle = fold.querySelector(".fold-toggle");
  fold.classList.toggle("open", open);
  toggle.setAttribute("aria-expanded", open);
  setText(toggle, open ? "Thu gọn" : "Xem đầy đủ");
}

function makeSpoiler(span) {
  const show = () => {
    span.classList.add("shown");
    for (const name of ["role", "tabindex", "aria-label"]) span.removeAttribute(name);
  };
  span.setAttribute("role", "button");
  span.setAttribute("tabindex", "0");
  span.setAttribute("aria-label", "Nội dung được che, bấm để xem");
  span.addEventListener("click", show);
  span.addEventListener("keydown", (event) => event.key === "Enter" && show());
}

function linkCommands(root, onCommand) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const text of texts) if (!text.parentElement?.closest("a, code, pre")) splitCommands(text, onCommand);
}

function splitCommands(text, onCommand) {
  const pieces = [];
  let from = 0;
  for (const match of text.data.matchAll(COMMAND)) {
    const at = match.index + match[1].length;
    pieces.push(text.data.slice(from, at), commandButton(match[2], onCommand));
    from = at + match[2].length;
  }
  if (pieces.length) text.replaceWith(...pieces, text.data.slice(from));
}

function commandButton(command, onCommand) {
  return el("button", { type: "button", class: "command-link", onclick: () => onCommand(command) }, command);
}
