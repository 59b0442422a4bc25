// The only door for markup: the server's `html`, rebuilt node by node from an allow-list. An element that is not on it
// loses its tag and keeps its words; one that could hold code is dropped whole; no attribute is ever copied unseen.

const PLAIN = new Set(["B", "STRONG", "I", "EM", "U", "S", "CODE", "PRE", "BLOCKQUOTE", "BR"]);
const DROPPED = new Set([
  "SCRIPT",
  "STYLE",
  "TEMPLATE",
  "IFRAME",
  "OBJECT",
  "EMBED",
  "NOSCRIPT",
  "SVG",
  "MATH",
  "TEXTAREA",
  "TITLE",
]);
const SCHEMES = new Set(["http:", "https:", "tg:"]);

/** A fragment that is safe to insert, whatever the string holds. */
export function safeFragment(html) {
  // An inert document: nothing in it loads or runs. The explicit body keeps leading white space.
  const parsed = new DOMParser().parseFromString(`<!doctype html><body>${html ?? ""}`, "text/html");
  const fragment = document.createDocumentFragment();
  copyChildren(parsed.body, fragment);
  return fragment;
}

function copyChildren(from, to) {
  for (const child of from.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) to.append(child.data);
    else if (child.nodeType === Node.ELEMENT_NODE) copyElement(child, to);
  }
}

function copyElement(source, to) {
  const name = source.tagName.toUpperCase();
  if (DROPPED.has(name)) return;
  const copy = allowed(source, name);
  copyChildren(source, copy ?? to);
  if (copy) to.append(copy);
}

function allowed(source, name) {
  if (name === "A") return link(source);
  if (name === "SPAN" && source.classList.contains("spoiler")) return spoiler();
  if (!PLAIN.has(name)) return null;
  const copy = document.createElement(name);
  if (name === "BLOCKQUOTE" && source.hasAttribute("expandable")) copy.className = "expandable";
  return copy;
}

function link(source) {
  const href = safeHref(source.getAttribute("href"));
  if (!href) return null;
  const copy = document.createElement("a");
  copy.href = href;
  copy.target = "_blank";
  copy.rel = "noopener noreferrer";
  return copy;
}

function spoiler() {
  const copy = document.createElement("span");
  copy.className = "spoiler";
  return copy;
}

/** The address when its scheme is allowed, else null. */
export function safeHref(address) {
  try {
    const url = new URL(address);
    return SCHEMES.has(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/** A file of this server (a relative or same-origin address), else null. */
export function ownAddress(address) {
  try {
    const url = new URL(address, location.origin);
    return url.origin === location.origin && /^https?:$/.test(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}
