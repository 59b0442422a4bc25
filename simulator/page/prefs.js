// What this browser remembers between visits. Storage may be refused (private windows): then nothing is remembered.

const PREFIX = "nhacviec.phones.";

export function recall(name, fallback) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + name)) ?? fallback;
  } catch {
    return fallback;
  }
}

export function remember(name, value) {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // nothing to do: the page works without
  }
}
