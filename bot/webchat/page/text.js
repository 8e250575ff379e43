// Text becomes nodes, never HTML: bold, and links whose scheme is known to be harmless.
const PARTS = /\*\*(?<bold>[^*\n]+)\*\*|\[(?<title>[^\]\n]+)\]\((?<target>[^)\s]+)\)|(?<bare>https?:\/\/[^\s<>()"]*[^\s<>()".,;:!?])/g;
const SCHEMES = new Set(["http:", "https:", "mailto:", "tel:"]);

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "onclick") made.addEventListener("click", value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

export function safeAddress(target) {
  try {
    const address = new URL(target);
    return SCHEMES.has(address.protocol) ? address.href : null;
  } catch {
    return null;
  }
}

export function link(title, target) {
  const address = safeAddress(target);
  if (!address) return document.createTextNode(title);
  return element("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, title);
}

export function nodes(text) {
  const made = [];
  let at = 0;
  for (const match of text.matchAll(PARTS)) {
    made.push(text.slice(at, match.index));
    const { bold, title, target, bare } = match.groups;
    if (bold) made.push(element("strong", {}, bold));
    else if (bare) made.push(link(bare, bare));
    else made.push(safeAddress(target) ? link(title, target) : match[0]);
    at = match.index + match[0].length;
  }
  made.push(text.slice(at));
  return made;
}
