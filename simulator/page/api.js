// The people's side of the simulator (docs/simulator.md), one function per call. A refusal becomes an ApiError.

export class ApiError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function call(path, options) {
  const response = await fetch(path, options).catch(() => null);
  if (!response) throw new ApiError(0, "unreachable");
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new ApiError(response.status, answer.error ?? response.statusText);
  return answer;
}

function write(method, path, body = {}) {
  return call(path, { method, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
}

const post = (path, body) => write("POST", path, body);

export const state = () => call("/people/state", { cache: "no-store" });
export const chat = (id, after) => call(`/people/chats/${id}?after=${after}`, { cache: "no-store" });
export const toasts = (person) => call(`/people/${person}/toasts`, { cache: "no-store" });

export const moveClock = (step) => post("/people/clock", step);
export const addPerson = (person) => post("/people", person);
export const changePerson = (id, change) => write("PATCH", `/people/${id}`, change);

export const start = (person, payload) => post(`/people/${person}/start`, payload ? { payload } : {});
export const say = (person, message) => post(`/people/${person}/say`, message);
export const edit = (person, message) => post(`/people/${person}/edit`, message);
export const press = (person, button) => post(`/people/${person}/press`, button);
export const block = (person) => post(`/people/${person}/block`);
export const unblock = (person) => post(`/people/${person}/unblock`);

export const addBot = (group) => post(`/people/groups/${group}/join`);
export const removeBot = (group) => post(`/people/groups/${group}/leave`);

export function sendFile(person, { file, caption, chat_id }) {
  const form = new FormData();
  form.append("file", file, file.name);
  form.append("kind", kindOf(file));
  if (caption) form.append("caption", caption);
  if (chat_id != null) form.append("chat_id", chat_id);
  return call(`/people/${person}/send`, { method: "POST", body: form });
}

function kindOf(file) {
  if (/^image\/(png|jpe?g|webp)$/.test(file.type)) return "photo";
  return /^audio\/ogg/.test(file.type) ? "voice" : "document";
}
