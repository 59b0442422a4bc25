// What the owner of a phone can do, with the words for when it fails. Writing calls reject after the toast, so that
// the text box can give the words back.

import * as api from "./api.js";
import { press } from "./press.js";

export function createActions({ chatId, isGroup, viewer, notices, showOlder }) {
  const place = isGroup ? { chat_id: chatId } : {};
  let last = Promise.resolve();

  async function attempt(promise, words) {
    try {
      return await promise;
    } catch (error) {
      notices.toast(error.status === 0 ? "Chưa liên lạc được với máy chủ. Xin thử lại." : words);
      throw error;
    }
  }

  const quietly = (promise, words) => attempt(promise, words).catch(() => null);

  /** Messages leave in the order in which they were written. */
  function inTurn(run, words) {
    last = last.catch(() => null).then(() => attempt(run(), words));
    return last;
  }

  return {
    say: (message) => inTurn(() => api.say(viewer(), { ...message, ...place }), "Chưa gửi được tin nhắn. Xin thử lại."),
    sendFile: (file, caption) =>
      inTurn(
        () => api.sendFile(viewer(), { file, caption, ...place }),
        "Chưa gửi được tệp. Xin thử lại với tệp nhỏ hơn.",
      ),
    edit: ({ message_id }, text) =>
      inTurn(() => api.edit(viewer(), { message_id, text, ...place }), "Chưa sửa được tin nhắn này."),
    press: ({ message_id }, { data }) => press(viewer(), { message_id, data, ...place }, notices),
    start: isGroup ? null : (payload) => quietly(api.start(viewer(), payload), "Chưa bắt đầu được. Xin thử lại."),
    block: () => quietly(api.block(viewer()), "Chưa chặn được bot."),
    unblock: () => quietly(api.unblock(viewer()), "Chưa bỏ chặn được bot."),
    addBot: () => quietly(api.addBot(chatId), "Chưa đưa được bot vào nhóm."),
    removeBot: () => quietly(api.removeBot(chatId), "Chưa đưa được bot ra khỏi nhóm."),
    showOlder: () => quietly(showOlder(chatId), "Chưa lấy được tin cũ. Xin thử lại."),
    copy: ({ text }) =>
      navigator.clipboard.writeText(text ?? "").then(
        () => notices.toast("Đã sao chép."),
        () => notices.toast("Trình duyệt không cho sao chép."),
      ),
  };
}
