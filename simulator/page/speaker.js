// In a group's phone: who is holding it.

import { el } from "./dom.js";

export function createSpeaker(onChange) {
  const select = el("select", { name: "speaker", "aria-label": "Nói với tư cách", onchange: onChange });
  const node = el("label", { class: "speaker" }, el("span", {}, "Nói với tư cách"), select);
  let members = [];

  function update(chat, people) {
    const ids = new Set((chat?.members ?? []).map((member) => member?.id ?? member));
    members = people.filter((person) => ids.has(person.id));
    const names = members.map(({ id, name }) => `${id}${name}`).join();
    node.hidden = !members.length;
    if (select.dataset.names === names) return;
    select.dataset.names = names;
    const chosen = select.value;
    select.replaceChildren(
      ...members.map(({ id, name, title }) => el("option", { value: id }, title ? `${name} · ${title}` : name)),
    );
    if (members.some(({ id }) => String(id) === chosen)) select.value = chosen;
  }

  const value = () => Number(select.value) || null;
  return { node, update, value };
}
