// The messages of one chat, oldest first. Follows new ones only while the reader is at the bottom; otherwise a pill
// tells of them, and what is being read stays where it is on the screen.

import { createBubble, idOf } from "./bubble.js";
import { arrange, el, gliding, icon, setText } from "./dom.js";
import { dayOf } from "./text.js";

const NEAR = 48;
const JOIN = 5 * 60_000;

export function createThread({ label, actions, onRead }) {
  const older = el(
    "div",
    { class: "older", hidden: true },
    el("button", { type: "button", onclick: showOlder }, "Xem tin cũ hơn"),
  );
  const nothing = el("div", { class: "nothing" }, "Chưa có tin nhắn nào.");
  const typing = el(
    "div",
    { class: "typing", hidden: true, "aria-hidden": "true" },
    el("span", {}, el("i"), el("i"), el("i")),
  );
  const list = el("div", {
    class: "thread",
    "aria-label": label,
    tabindex: "0",
    role: "log",
    "aria-live": "off",
    onscroll: onScroll,
  });
  const pill = el(
    "button",
    { type: "button", class: "pill", hidden: true, onclick: () => toBottom(true) },
    icon("down"),
    el("span", {}, "tin mới"),
  );
  const node = el("div", { class: "thread-box" }, list, pill);
  const bubbles = new Map();
  const days = new Map();
  let following = true;

  function update({ chat, viewer, isTyping, unread }) {
    const keep = following ? null : firstVisible();
    older.hidden = !chat?.more;
    typing.hidden = !isTyping;
    nothing.hidden = Boolean(chat?.messages.length) || isTyping;
    arrange(list, [older, nothing, ...rows(chat?.messages ?? [], chat, viewer), typing]);
    if (keep) list.scrollTop += keep.node.getBoundingClientRect().top - keep.top;
    else toBottom(false);
    showPill(unread);
  }

  function rows(messages, chat, viewer) {
    const gone = new Set(bubbles.keys());
    const byId = new Map(messages.map((message) => [message.message_id, message]));
    const nodes = messages.flatMap((message, index) => {
      gone.delete(message.message_id);
      const before = messages[index - 1];
      const bubble = bubbleOf(message);
      bubble.update(message, around(message, before, messages[index + 1], byId, chat, viewer));
      return sameDay(before, message) ? [bubble.node] : [dayNode(message), bubble.node];
    });
    gone.forEach((id) => bubbles.delete(id) && days.delete(id));
    return nodes;
  }

  function bubbleOf({ message_id: id }) {
    if (!bubbles.has(id)) bubbles.set(id, createBubble({ ...actions, jumpTo }));
    return bubbles.get(id);
  }

  function dayNode({ message_id: id, at }) {
    if (!days.has(id)) days.set(id, el("div", { class: "day" }, el("span", {}, dayOf(at))));
    return days.get(id);
  }

  async function showOlder() {
    following = false;
    await actions.showOlder();
  }

  function firstVisible() {
    const top = list.getBoundingClientRect().top;
    for (const child of list.querySelectorAll(".message")) {
      const box = child.getBoundingClientRect();
      if (box.bottom > top) return { node: child, top: box.top };
    }
    return null;
  }

  function onScroll() {
    following = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR;
    if (!following) return;
    pill.hidden = true;
    onRead();
  }

  function toBottom(smooth) {
    following = true;
    list.scrollTo({ top: list.scrollHeight, behavior: smooth ? gliding() : "instant" });
    pill.hidden = true;
  }

  function showPill(unread) {
    pill.hidden = following || !unread;
    setText(pill.lastChild, unread > 1 ? `${unread} tin mới` : "tin mới");
  }

  function jumpTo(id) {
    const bubble = bubbles.get(id);
    if (!bubble) return;
    bubble.node.scrollIntoView({ block: "center", behavior: gliding() });
    bubble.node.focus({ preventScroll: true });
  }

  // The list shrinks when the text box grows or a keyboard opens: whoever was at the bottom stays there.
  new ResizeObserver(() => following && toBottom(false)).observe(list);
  list.addEventListener("load", () => following && toBottom(false), true);
  return {
    node,
    list,
    update,
    showPill,
    toBottom,
    messageAt: (element) => bubbles.get(Number(element?.dataset.message))?.message,
    get following() {
      return following;
    },
  };
}

function around(message, before, after, byId, chat, viewer) {
  const own = message.from?.id === viewer;
  const quoted = byId.get(idOf(message.reply_to)) ?? (typeof message.reply_to === "object" ? message.reply_to : null);
  const joined = follows(before, message);
  const named = chat.type !== "private" && !own && !joined && !message.service;
  return {
    side: own ? "own" : "theirs",
    joined,
    continued: follows(message, after),
    author: named ? message.from : null,
    quoted,
    quotedName: quoted?.from?.name,
  };
}

const sameDay = (before, message) => Boolean(before) && dayOf(before.at) === dayOf(message.at);

function follows(before, message) {
  if (!before || !message || before.service || message.service) return false;
  return (
    before.from?.id === message.from?.id &&
    sameDay(before, message) &&
    new Date(message.at) - new Date(before.at) < JOIN
  );
}
