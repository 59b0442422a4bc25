// Wires the page: events → state → views. Every view is a function of the state and keeps only what is local to it.

import * as api from "./api.js";
import { createClock } from "./clock.js";
import { createDeck } from "./deck.js";
import { el } from "./dom.js";
import { createHint } from "./hint.js";
import { createLive } from "./live.js";
import { createPicker } from "./picker.js";
import { recall, remember } from "./prefs.js";
import { createStore } from "./store.js";
import { createTabs } from "./tabs.js";

const find = (selector) => document.querySelector(selector);
const store = createStore(render);
const hiddenGroups = new Set(recall("hidden-groups", []));
let awaited = null; // a phone to show as soon as it is there

const clock = createClock({ root: find(".clock"), move: api.moveClock, onFail: say });
const tabs = createTabs({ strip: find(".tabs"), onPick: (key) => deck.goToKey(key) });
const deck = createDeck({
  container: find(".phones"),
  away: find(".away"),
  showOlder: store.showOlder,
  onHide: hide,
  onChange,
});
const picker = createPicker({ panel: find("#picker"), showPerson, showGroup, create, onFail: say });
createHint({ panel: find(".hint"), opener: find(".hint-opener") });
const live = createLive({ refresh: store.refresh, onLive });

function render(state) {
  const seats = seatsOf(state);
  const shown = seats.filter(isShown);
  clock.update(state);
  deck.update(shown, state);
  picker.update(seats, new Set(shown.map((seat) => seat.key)));
  document.body.classList.add("loaded");
  if (awaited && deck.goToKey(awaited) !== false) awaited = null;
}

function seatsOf({ people, chats }) {
  const persons = people.map((person) => ({
    key: `person-${person.id}`,
    chatId: person.id,
    person,
    chat: chats.get(person.id),
  }));
  const groups = [...chats.values()].filter((chat) => chat.type !== "private");
  return [...persons, ...groups.map((chat) => ({ key: `group-${chat.id}`, chatId: chat.id, chat }))];
}

const isShown = (seat) => (seat.person ? seat.person.shown : !hiddenGroups.has(seat.key));

function onChange(views, active) {
  tabs.update(views, active);
  const unread = views.reduce((sum, view) => sum + view.unread, 0);
  document.title = unread ? `(${unread}) Nhắc Việc · Trang điện thoại` : "Nhắc Việc · Trang điện thoại";
}

function onLive(is) {
  document.body.dataset.live = is ? "yes" : "no";
  find(".offline").hidden = is;
}

async function showPerson(id, shown) {
  await api.changePerson(id, { shown });
  if (shown) awaited = `person-${id}`;
  live.changed(["state"]);
}

function showGroup(key, shown) {
  if (shown) hiddenGroups.delete(key);
  else hiddenGroups.add(key);
  remember("hidden-groups", [...hiddenGroups]);
  if (shown) awaited = key;
  render(store.state);
}

async function create(person) {
  const { id } = await api.addPerson(person);
  awaited = `person-${id}`;
  live.changed(["state"]);
}

function hide(seat) {
  if (seat.person) showPerson(seat.person.id, false).catch(() => say("Chưa ẩn được điện thoại. Xin thử lại."));
  else showGroup(seat.key, false);
}

/** A word of the page itself; phones have their own. */
function say(text) {
  const note = el("div", { class: "toast" }, text);
  find(".page-toasts").replaceChildren(note);
  setTimeout(() => note.remove(), 5000);
}
