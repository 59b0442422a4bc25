// The body of a phone: whose it is above, the chat's own header, the messages, and the foot.

import { el, icon, setText } from "./dom.js";
import { hueOf, initials } from "./text.js";

export function createFrame(seat, { more, thread, notices, footer }) {
  const caption = createCaption(seat);
  const title = el("strong", { class: "chat-title" });
  const status = el("span", { class: "chat-status" });
  const ownerLine = el("span", { class: "chat-owner" }); // on a small screen, where there is no caption
  const header = el(
    "header",
    { class: "chat-header" },
    portrait(seat),
    el("div", { class: "chat-words" }, title, status, ownerLine),
    more,
  );
  const screen = el(
    "div",
    { class: "screen" },
    header,
    thread.node,
    notices.toasts,
    el("div", { class: "foot" }, footer.filter(Boolean)),
    notices.box,
  );
  const node = el(
    "section",
    { class: "phone", "data-person": seat.person?.id, "data-chat": seat.chatId },
    caption.node,
    screen,
  );

  // Only the phone in use speaks to a screen reader; eight at once would be noise.
  node.addEventListener("focusin", () => thread.list.setAttribute("aria-live", "polite"));
  node.addEventListener("focusout", () => thread.list.setAttribute("aria-live", "off"));

  function update({ person, chat }, { bot }, unread) {
    const name = person?.name ?? chat.title;
    node.setAttribute("aria-label", person ? `Điện thoại của ${name}` : `Nhóm ${name}`);
    node.classList.toggle("fresh", unread > 0);
    caption.update(name, subtitle(person, chat), unread);
    setText(title, person ? bot.name : name);
    setText(status, statusOf(person, chat));
    setText(ownerLine, person ? `Máy của ${[name, person.title].filter(Boolean).join(" · ")}` : membersOf(chat));
    status.classList.toggle("busy", Boolean(person?.typing));
  }

  return { node, update };
}

function createCaption(seat) {
  const avatar = avatarOf(seat);
  const name = el("h2", { class: "owner-name" });
  const title = el("p", { class: "owner-title" });
  const badge = el("span", { class: "badge", hidden: true });
  const node = el("div", { class: "caption" }, avatar, el("div", { class: "owner-words" }, name, title), badge);

  function update(owner, words, unread) {
    setText(name, owner);
    setText(title, words);
    name.title = owner;
    title.title = words;
    showBadge(badge, unread);
  }

  return { node, update };
}

export function showBadge(badge, unread) {
  badge.hidden = !unread;
  setText(badge, unread > 99 ? "99+" : String(unread || ""));
  badge.setAttribute("aria-label", `${unread} tin chưa đọc`);
}

export function avatarOf({ person, chat, chatId }) {
  const inside = person ? initials(person.name) : icon("group");
  return el(
    "span",
    { class: `avatar ${hueOf(chatId)}`, "aria-hidden": "true", title: person?.name ?? chat?.title },
    inside,
  );
}

function portrait({ person, chatId }) {
  if (!person) return el("span", { class: `avatar small ${hueOf(chatId)}`, "aria-hidden": "true" }, icon("group"));
  return el("img", { class: "bot-face", src: "/page/icon.svg", alt: "", width: "34", height: "34" });
}

const subtitle = (person, chat) => person?.title || (person ? "Chưa có chức danh" : membersOf(chat));
const membersOf = (chat) => `Nhóm · ${chat.members?.length ?? 0} thành viên`;

function statusOf(person, chat) {
  if (!person) return membersOf(chat);
  if (person.deactivated) return "tài khoản đã ngừng hoạt động";
  if (person.blocked) return "đã bị chặn";
  return person.typing ? "đang nhập…" : "bot · trợ lý nhắc việc";
}
