// The session's token, and what must outlive a reload of this tab. Nothing goes to localStorage.
const TOKEN = "redress.token";
const OUTBOX = "redress.outbox";
const DRAFT = "redress.draft";

function keep(key, value) {
  try {
    if (value) sessionStorage.setItem(key, value);
    else sessionStorage.removeItem(key);
  } catch {
    // Storage is switched off: the chat then lives as long as the page.
  }
}

function kept(key) {
  try {
    return sessionStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

let token = kept(TOKEN);

export const session = {
  get token() {
    return token;
  },
  set token(value) {
    token = value;
    keep(TOKEN, value);
  },
  get outbox() {
    return JSON.parse(kept(OUTBOX) || "[]");
  },
  set outbox(messages) {
    keep(OUTBOX, messages.length ? JSON.stringify(messages) : "");
  },
  get draft() {
    return kept(DRAFT);
  },
  set draft(text) {
    keep(DRAFT, text);
  },
  forget() {
    this.token = "";
    this.outbox = [];
    this.draft = "";
  },
};
