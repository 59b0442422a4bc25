// What can be done from a phone: the menu of a message (by a tap, or Enter on it) and the phone's own.

import { openMenu } from "./menu.js";

export function addMenus(phone) {
  const { more, thread } = phone;
  more.addEventListener("click", () => openMenu(more, phoneItems(phone)));
  thread.list.addEventListener("click", (event) => onPress(event, phone));
  thread.list.addEventListener("keydown", (event) => onKey(event, phone));
}

export function isOwnText(message, viewer) {
  const hasFile = message.document || message.photo || message.voice;
  return message.from?.id === viewer && Boolean(message.text) && !hasFile && !message.deleted && !message.service;
}

function phoneItems({ composer, gate, actions, seat, onHide }) {
  const { person } = seat();
  return [
    !composer.node.hidden && { icon: "clip", label: "Gửi tệp", run: composer.attach },
    ...(person ? personItems(person, gate, actions) : groupItems(seat().chat, actions)),
    { icon: "hide", label: "Ẩn điện thoại này", run: () => onHide(seat()) },
  ];
}

function personItems(person, gate, actions) {
  return [
    !person.deactivated && { icon: "key", label: "Mở liên kết mời…", run: gate.askCode },
    person.started && !person.blocked && { icon: "block", label: "Chặn bot", run: actions.block, danger: true },
    person.blocked && { icon: "unblock", label: "Bỏ chặn bot", run: actions.unblock },
  ];
}

function groupItems({ bot }, actions) {
  return [
    bot === "member" && { icon: "block", label: "Đưa bot ra khỏi nhóm", run: actions.removeBot, danger: true },
    bot && bot !== "member" && { icon: "add", label: "Đưa bot vào nhóm", run: actions.addBot },
  ];
}

function messageItems(message, { composer, actions, isMine }) {
  const open = !composer.node.hidden;
  return [
    open && { icon: "reply", label: "Trả lời", run: () => composer.reply(message) },
    open && isMine(message) && { icon: "edit", label: "Sửa tin", run: () => composer.edit(message) },
    { icon: "copy", label: "Sao chép", run: () => actions.copy(message) },
  ];
}

function onPress(event, phone) {
  const bubble = event.target.closest(".bubble");
  const message = phone.thread.messageAt(event.target.closest(".message"));
  const isSelecting = String(getSelection()) !== "";
  if (!bubble || isSelecting || event.target.closest("a, button, [role=button]")) return;
  open(bubble, message, phone, { x: event.clientX, y: event.clientY });
}

function open(bubble, message, phone, at) {
  if (!message || message.deleted || message.service) return;
  openMenu(bubble, messageItems(message, phone), at);
}

/** The list is one stop of the Tab key; the arrows go through its messages. */
function onKey(event, phone) {
  const here = event.target.closest(".message");
  if (event.target !== here && event.target !== phone.thread.list) return;
  if (event.key === "ArrowUp") moveFocus(here, -1, event);
  else if (event.key === "ArrowDown") moveFocus(here, 1, event);
  else if (event.key === "Enter" && here) open(here.querySelector(".bubble"), phone.thread.messageAt(here), phone);
}

function moveFocus(here, step, event) {
  const all = [...event.currentTarget.querySelectorAll(".message")];
  const next = here ? all[all.indexOf(here) + step] : step < 0 && all.at(-1);
  if (!next) return;
  event.preventDefault();
  next.focus();
}
