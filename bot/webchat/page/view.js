// The conversation on the screen.
import { showCard } from "./cards.js";
import { element, nodes } from "./text.js";
import { words } from "./words.js";

const byId = (id) => document.getElementById(id);
const QUIET = 300; // milliseconds without an event after which a replay is over

export class View {
  // onPress(title, payload)
  constructor({ onPress }) {
    this.onPress = onPress;
    this.log = byId("log");
    this.own = new Map();
    this.scroller = byId("scroll");
    this.jump = byId("jump");
    this.jump.addEventListener("click", () => this.#toEnd());
    this.scroller.addEventListener("scroll", () => this.#isAtEnd() && (this.jump.hidden = true));
    this.#beginReplay();
  }

  #replay = 0;

  // A replay is not read out again.
  #beginReplay() {
    this.log.setAttribute("aria-live", "off");
    this.#touchReplay();
  }

  #touchReplay() {
    clearTimeout(this.#replay);
    if (this.log.getAttribute("aria-live") === "off") {
      this.#replay = setTimeout(() => this.log.setAttribute("aria-live", "polite"), QUIET);
    }
  }

  reset() {
    this.log.replaceChildren();
    this.own.clear();
    this.showTyping(false);
    this.showProgress(null);
    this.#beginReplay();
  }

  showBot({ text, buttons, card, progress, at }) {
    const follow = this.#isAtEnd();
    const item = element("li", { class: "bot" }, element("span", { class: "unseen" }, words.assistant));
    if (text) item.append(element("div", { class: "bubble", dir: "auto" }, ...nodes(text)));
    const shown = card && showCard(card, (button, title, payload) => this.#press(item, button, title, payload));
    if (card?.type === "review" || card?.type === "receipt") this.#retireReviews();
    if (shown) item.append(shown);
    if (buttons) {
      item.append(element("div", { class: "choices", role: "group" }, ...buttons.map(({ title, payload }) =>
        element("button", { type: "button", onclick: (event) => this.#press(item, event.currentTarget, title, payload) }, title))));
    }
    if (at) item.append(time(at));
    this.log.append(item);
    this.showProgress(card?.type === "receipt" ? null : progress);
    this.#touchReplay();
    this.#follow(follow);
  }

  // The client's own words: as sent at first, then as the server keeps them.
  showOwn({ id, text, at, typed }) {
    const follow = this.#isAtEnd() || !at;
    let item = this.own.get(id);
    if (!item) {
      item = element("li", { class: "own" }, element("span", { class: "unseen" }, words.own),
        element("div", { class: "bubble", dir: "auto" }), element("p", { class: "about" }));
      this.own.set(id, item);
      this.log.append(item);
      if (typed === false) this.#markPressed(text);
    }
    item.querySelector(".bubble").textContent = text;
    if (at) item.querySelector(".about").replaceWith(time(at));
    this.#touchReplay();
    this.#follow(follow);
  }

  // Under a message of the client's: how its sending goes.
  note(id, text, failed = false) {
    const about = this.own.get(id)?.querySelector(".about");
    if (!about || about.tagName === "TIME") return;
    about.textContent = text;
    about.classList.toggle("failed", failed);
    if (failed) about.setAttribute("role", "alert");
  }

  showTyping(on) {
    const follow = this.#isAtEnd();
    byId("typing").hidden = !on;
    if (on) this.#follow(follow, false);
  }

  showProgress(progress) {
    if (progress === undefined) return;
    byId("progress").hidden = progress === null;
    if (progress === null) return;
    byId("progress-words").textContent = words.progress(progress.step, progress.of);
    byId("progress-bar").max = progress.of;
    byId("progress-bar").value = progress.step;
  }

  // A sentence above the composer, with a button when there is something to do.
  notice(text, title = "", act = null) {
    byId("notice-words").textContent = text;
    byId("notice").hidden = !text;
    const button = byId("notice-act");
    button.hidden = !act;
    button.textContent = title;
    button.onclick = act;
  }

  #press(item, button, title, payload) {
    this.#close(item, button);
    this.onPress(title, payload);
  }

  #close(item, pressed) {
    for (const button of item.querySelectorAll(".choices:not(.receipt .choices) button, .review button")) button.disabled = true;
    pressed?.setAttribute("aria-pressed", "true");
  }

  // In a replay: the last open button with these words is the one that was pressed.
  #markPressed(title) {
    for (const item of [...this.log.querySelectorAll(".bot")].reverse()) {
      for (const button of item.querySelectorAll("button:not(:disabled)")) {
        const words = button.getAttribute("aria-label") ?? button.textContent;
        if (words === title) return this.#close(item, button);
      }
    }
  }

  // Buttons of an older review would send something other than what that card shows.
  #retireReviews() {
    for (const card of this.log.querySelectorAll(".review")) this.#close(card.parentElement);
  }

  #isAtEnd() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    return scrollHeight - scrollTop - clientHeight < 80;
  }

  #follow(follow, news = true) {
    if (follow) this.#toEnd();
    else if (news) this.jump.hidden = false;
  }

  #toEnd() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.jump.hidden = true;
  }
}

function time(at) {
  const date = new Date(at);
  return element("time", { class: "about", datetime: at },
    date.toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" }));
}
