// What the page knows: the server's last state, and of each chat the messages that were shown beyond its newest 60.
// Data goes one way: the server's answers come in here, `render` is called with the whole, views never write back.

import * as api from "./api.js";

const PAGE = 100;

export function createStore(render) {
  const older = new Map(); // chat id → { from, more, messages }: shown from that id on, and whether there are older ones
  let state = null;

  async function refresh(changed) {
    const stale = [...older.keys()].filter((id) => changed.has(id) || changed.has("all"));
    const [fresh] = await Promise.all([api.state(), ...stale.map(reread)]);
    const chats = new Map(fresh.chats.map((chat) => [chat.id, whole(chat, state?.chats.get(chat.id))]));
    state = { ...fresh, receivedAt: performance.now(), chats };
    render(state);
  }

  /** An edit of a message older than the newest 60 is seen only by reading it again. */
  async function reread(id) {
    const known = older.get(id);
    try {
      known.messages = (await api.chat(id, known.from - 1)).messages;
    } catch {
      older.delete(id);
    }
  }

  async function showOlder(id) {
    const { messages } = await api.chat(id, 0);
    const oldest = state.chats.get(id)?.messages[0]?.message_id ?? Infinity;
    const page = messages.filter((message) => message.message_id < oldest).slice(-PAGE);
    const from = page[0]?.message_id ?? oldest;
    older.set(id, { from, more: messages[0]?.message_id < from, messages });
    await refresh(new Set());
  }

  /** What was on the screen stays there, though the newest 60 have moved on. */
  function whole(chat, before) {
    const first = chat.messages[0]?.message_id;
    const slid = chat.more && before?.messages[0]?.message_id < first;
    if (slid && !older.has(chat.id))
      older.set(chat.id, { from: before.messages[0].message_id, more: before.more, messages: before.messages });
    const known = older.get(chat.id);
    if (!known) return chat;
    if (!chat.more || !(known.messages.at(-1)?.message_id >= first)) {
      older.delete(chat.id); // after a long absence, or a new beginning, there is a gap between the two
      return chat;
    }
    const shown = known.messages.filter(({ message_id: id }) => id >= known.from && id < first);
    return { ...chat, more: known.more, messages: [...shown, ...chat.messages] };
  }

  return {
    refresh,
    showOlder,
    get state() {
      return state;
    },
  };
}
