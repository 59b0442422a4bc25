// What stands in place of the text box when the person cannot write yet, or any more; and the box for an invitation.

import { el, setText } from "./dom.js";
import { createInvite } from "./invite.js";

export function createGate(actions) {
  const words = el("p");
  const button = el("button", { type: "button", class: "primary-button" });
  const plain = el("div", { class: "gate", hidden: true }, words, button);
  const invite = createInvite(actions);
  const node = el("div", {}, plain, invite.node);

  /** True when the text box must give way. */
  function update(person, bot) {
    invite.update(bot);
    const shut = person ? reason(person, bot, actions) : null;
    plain.hidden = !shut;
    if (!shut) return false;
    setText(words, shut.words);
    setText(button, shut.label ?? "");
    button.hidden = !shut.label;
    button.onclick = shut.run;
    return true;
  }

  return { node, update, askCode: invite.show };
}

function reason(person, bot, actions) {
  if (person.deactivated) return { words: "Tài khoản này đã ngừng hoạt động, không nhận và không gửi được tin." };
  if (person.blocked) return { words: `${person.name} đang chặn ${bot.name}.`, label: "Bỏ chặn", run: actions.unblock };
  if (!person.started)
    return {
      words: "Chưa từng trò chuyện với bot. Bot chỉ nhắn được sau khi bấm nút này.",
      label: "Bắt đầu",
      run: () => actions.start(),
    };
  return null;
}
