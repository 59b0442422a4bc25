// One phone: a person's private chat with the bot, or a group as seen by the member who is chosen to speak.
// Made once and updated for ever, so that what is being typed or read in it is never lost.

import { createActions } from "./actions.js";
import { createComposer } from "./composer.js";
import { iconButton } from "./dom.js";
import { createFrame } from "./frame.js";
import { createGate } from "./gate.js";
import { codeOf } from "./invite.js";
import { addMenus, isOwnText } from "./menus.js";
import { createNotices } from "./notices.js";
import { createSeen } from "./seen.js";
import { createSpeaker } from "./speaker.js";
import { createThread } from "./thread.js";

/** `seat`: { key, chatId, person?, chat? }; a seat without a person is a group. */
export function createPhone(seat, { showOlder, onUnread, onHide }) {
  const owner = (seat.person ?? seat.chat).name ?? seat.chat.title;
  const notices = createNotices();
  const seen = createSeen();
  const speaker = seat.person ? null : createSpeaker(() => render());
  const viewer = () => seat.person?.id ?? speaker.value();
  const actions = createActions({ chatId: seat.chatId, isGroup: !seat.person, viewer, notices, showOlder });
  const thread = createThread({
    label: `Tin nhắn của ${owner}`,
    onRead: look,
    actions: { ...actions, onCommand: (text) => send({ text }) },
  });
  const composer = createComposer({
    label: `Nhập tin nhắn, ${owner}`,
    actions: { ...actions, say: send, sendFile, editLast },
  });
  const gate = createGate(actions);
  const more = iconButton("more", "Thêm thao tác", null, { "aria-haspopup": "menu" });
  const frame = createFrame(seat, { more, thread, notices, footer: [gate.node, speaker?.node, composer.node] });
  const view = {
    key: seat.key,
    node: frame.node,
    seat,
    update,
    setVisible,
    get unread() {
      return seen.count;
    },
  };
  let state = null;
  let visible = false;

  function update(nextSeat, nextState) {
    view.seat = seat = nextSeat;
    state = nextState;
    render();
  }

  function render() {
    const { person, chat } = seat;
    speaker?.update(chat, state.people);
    const closed = gate.update(person, state.bot);
    composer.node.hidden = closed;
    composer.update(person?.commands ?? []);
    seen.update(chat?.messages ?? [], viewer(), visible && thread.following && !document.hidden);
    thread.update({ chat, viewer: viewer(), isTyping: Boolean(person?.typing || chat?.typing), unread: seen.count });
    showUnread();
  }

  function showUnread() {
    frame.update(seat, state, seen.count);
    onUnread();
  }

  function setVisible(now) {
    visible = now;
    look();
  }

  /** Counts as read: the phone is on the screen and its newest message too. */
  function look() {
    if (!visible || document.hidden || !thread.following || !seen.count) return;
    seen.read();
    showUnread();
  }

  function send(message) {
    thread.toBottom(false);
    return actions.say(message);
  }

  function sendFile(file, caption) {
    thread.toBottom(false);
    return actions.sendFile(file, caption);
  }

  function editLast() {
    const mine = seat.chat?.messages.findLast((message) => isOwnText(message, viewer()));
    if (mine) composer.edit(mine);
  }

  addMenus({
    more,
    thread,
    composer,
    gate,
    actions,
    seat: () => seat,
    isMine: (message) => isOwnText(message, viewer()),
    onHide,
  });
  frame.node.addEventListener("click", (event) => openInvite(event, state?.bot, actions));
  document.addEventListener("visibilitychange", look);
  view.gone = () => document.removeEventListener("visibilitychange", look);
  return view;
}

/** A link to this very bot is followed inside the phone, as the messenger does: it presses Start with the code. */
function openInvite(event, bot, actions) {
  const code = codeOf(event.target.closest("a[href]")?.href, bot);
  if (code == null || !actions.start) return;
  event.preventDefault();
  actions.start(code);
}
