// Building blocks of the page. Text reaches the document only as text nodes; there is no way here to pass markup.

const SVG = "http://www.w3.org/2000/svg";

/** An element: `props` are attributes (true = present, null/false = absent), `on*` functions are listeners. */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else setAttribute(node, name, value);
  }
  node.append(...children.flat().filter((child) => child != null && child !== false));
  return node;
}

export function setAttribute(node, name, value) {
  if (value == null || value === false) node.removeAttribute(name);
  else if (node.getAttribute(name) !== String(value)) node.setAttribute(name, value === true ? "" : value);
}

/** Assigning equal text would still drop a selection inside it. */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** An icon of the sprite in index.html. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

export function iconButton(name, label, onclick, props = {}) {
  return el(
    "button",
    { type: "button", class: "icon-button", "aria-label": label, title: label, ...(onclick && { onclick }), ...props },
    icon(name),
  );
}

/** Makes the children of `parent` exactly `nodes`; those already in place are not touched, so they keep focus and scroll. */
export function arrange(parent, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...parent.children]) if (!wanted.has(child)) child.remove();
  let cursor = parent.firstChild;
  for (const node of nodes) {
    if (node === cursor) cursor = cursor.nextSibling;
    else parent.insertBefore(node, cursor);
  }
}

/** The nodes of a keyed collection: made once per key, updated every time, forgotten when the key is gone. */
export function keyed(items, known, keyOf, make, update) {
  const keys = new Set(items.map(keyOf));
  for (const [key, view] of known) {
    if (keys.has(key)) continue;
    known.delete(key);
    view.gone?.();
  }
  return items.map((item) => {
    const key = keyOf(item);
    if (!known.has(key)) known.set(key, make(item));
    update(known.get(key), item);
    return known.get(key);
  });
}

/** How to scroll on a tap: at once for those who asked for less motion. */
export const gliding = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth");
