// The three cards: review, receipt, support. Values are shown exactly as they came.
import { element, link } from "./text.js";
import { words } from "./words.js";

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export function showDate(value) {
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) return String(value);
  const day = { weekday: "long", day: "numeric", month: "long", year: "numeric" };
  const locale = document.documentElement.lang;
  if (DAY.test(value)) return date.toLocaleDateString(locale, { ...day, timeZone: "UTC" });
  return date.toLocaleString(locale, { ...day, hour: "2-digit", minute: "2-digit" });
}

function row(label, value, action) {
  const made = element("div", { class: "row" }, element("dt", {}, label), element("dd", { dir: "auto" }, value));
  if (action) made.append(element("dd", { class: "act" }, action));
  return made;
}

function review(card, press) {
  const rows = card.rows.map(({ label, value, edit_payload: payload }) => {
    const title = words.editLabel(label);
    const edit = payload && element("button", {
      type: "button", class: "quiet", "aria-label": title, onclick: (event) => press(event.currentTarget, title, payload),
    }, words.edit);
    return row(label, String(value ?? ""), edit);
  });
  return element("div", { class: "card review" }, element("dl", {}, ...rows));
}

function receipt(card) {
  const copy = element("button", {
    type: "button",
    onclick: async (event) => {
      const button = event.currentTarget;
      await navigator.clipboard?.writeText(card.reference).then(() => (button.textContent = words.copied), () => {});
    },
  }, words.copy);
  const print = element("button", { type: "button", onclick: () => window.print() }, words.print);
  return element("div", { class: "card receipt" },
    element("dl", {},
      row(words.reference, element("span", { class: "reference", translate: "no" }, card.reference)),
      row(words.received, showDate(card.received_at)),
      row(words.acknowledge, showDate(card.acknowledge_by)),
      row(words.resolve, showDate(card.resolve_by))),
    element("div", { class: "choices" }, copy, print));
}

function support(card) {
  return element("div", { class: "card support" }, link(card.title, card.url));
}

// press(button, title, payload) is called for a review row's Edit. Unknown cards show nothing.
export function showCard(card, press) {
  const makers = { review, receipt, support };
  return makers[card.type]?.(card, press) ?? null;
}
