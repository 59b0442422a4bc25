// The "/" menu over the text box. Enter sends what is typed unless a line of the menu was chosen with the arrows.

import { el } from "./dom.js";
import { fold } from "./text.js";

let serial = 0;

export function createCommands({ textarea, onPick }) {
  const id = `commands-${(serial += 1)}`;
  const list = el("div", { class: "commands", id, role: "listbox", "aria-label": "Các lệnh", hidden: true });
  let commands = [];
  let chosen = -1;
  textarea.setAttribute("aria-controls", id);
  textarea.addEventListener("input", () => show(matching()));
  textarea.addEventListener("blur", hide);

  function matching() {
    const typed = /^\/(\S*)$/.exec(textarea.value);
    if (!typed) return [];
    const wanted = fold(typed[1]);
    return commands.filter(
      ({ command, description }) =>
        command.startsWith(wanted) || (wanted.length > 2 && fold(description).includes(wanted)),
    );
  }

  function show(found) {
    chosen = -1;
    list.replaceChildren(...found.map(option));
    list.hidden = !found.length;
    list.scrollTop = 0;
    textarea.removeAttribute("aria-activedescendant");
  }

  function option({ command, description }, index) {
    const node = el(
      "div",
      { class: "command", role: "option", id: `${id}-${index}`, "aria-selected": "false" },
      el("strong", {}, `/${command}`),
      el("span", {}, description),
    );
    node.addEventListener("mousedown", (event) => event.preventDefault()); // the text box keeps the focus
    node.addEventListener("click", () => pick(command));
    node.dataset.command = command;
    return node;
  }

  function pick(command) {
    hide();
    onPick(`/${command}`);
  }

  function hide() {
    list.hidden = true;
    chosen = -1;
  }

  function move(step) {
    const options = [...list.children];
    chosen = (chosen + step + options.length + (chosen < 0 && step < 0 ? 1 : 0)) % options.length;
    options.forEach((node, index) => node.setAttribute("aria-selected", index === chosen));
    options[chosen].scrollIntoView({ block: "nearest" });
    textarea.setAttribute("aria-activedescendant", options[chosen].id);
  }

  function complete() {
    textarea.value = `/${list.children[Math.max(chosen, 0)].dataset.command} `;
    hide();
  }

  /** True when the key was for the menu. */
  function onKey(event) {
    if (list.hidden) return false;
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Escape") hide();
    else if (event.key === "Tab" && !event.shiftKey) complete();
    else if (event.key === "Enter" && chosen >= 0) pick(list.children[chosen].dataset.command);
    else return false;
    event.preventDefault();
    return true;
  }

  return { list, onKey, hide, showAll: () => show(commands), update: (next) => (commands = next ?? []) };
}
