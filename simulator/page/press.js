// Pressing a button: the answer of the bot (a toast or an alert) comes later, by the id of the press.

import * as api from "./api.js";
import { ApiError } from "./api.js";

const PAUSES = [120, 180, 250, 400, 600, 800];
const PATIENCE = 15_000;

export async function press(person, { message_id, data, chat_id }, notices) {
  try {
    const { callback_query_id: id } = await api.press(person, { message_id, data, chat_id });
    const answer = await answerTo(person, id);
    if (answer?.text) notices[answer.show_alert ? "alert" : "toast"](answer.text);
  } catch (error) {
    notices.toast(refusal(error));
  }
}

async function answerTo(person, id) {
  const until = performance.now() + PATIENCE;
  for (let round = 0; performance.now() < until; round += 1) {
    await new Promise((resolve) => setTimeout(resolve, PAUSES[Math.min(round, PAUSES.length - 1)]));
    const answers = await api.toasts(person);
    const answer = answers.find((toast) => String(toast.callback_query_id) === String(id));
    if (answer) return answer;
  }
  return null;
}

function refusal(error) {
  if (error instanceof ApiError && error.status === 404) return "Nút này không còn trên tin nhắn nữa.";
  return "Chưa bấm được nút. Xin thử lại.";
}
