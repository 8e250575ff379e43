// Ties the page together: session, stream, outbox, view and the composer.
import { Outbox } from "./outbox.js";
import { clearSession, openSession, Refused } from "./server.js";
import { session } from "./session.js";
import { Stream } from "./stream.js";
import { View } from "./view.js";
import { words } from "./words.js";

const field = document.getElementById("text");
const left = document.getElementById("left");
const hasKeyboard = matchMedia("(pointer: fine)").matches;
const WARN_LEFT = 500;
const LOST_AFTER = 2_000;

const view = new View({ onPress: (title, payload) => send(title, payload) });
const outbox = new Outbox({
  onSent: ({ id }) => view.note(id, ""),
  onWaiting: ({ id }, reason) => view.note(id, reason || words.waiting),
  onRefused: refuse,
});
let stream = null;
let lost = 0;

async function start() {
  for (let wait = 500; ; wait = Math.min(wait * 2, 10_000)) {
    try {
      if (!session.token) await openSession();
      break;
    } catch (error) {
      view.notice(error instanceof Refused && error.message ? error.message : words.broken);
      await new Promise((resolve) => setTimeout(resolve, Math.max(wait, (error.wait ?? 0) * 1000)));
    }
  }
  view.notice("");
  stream = new Stream({ onFrame, onState, onRefused: ended });
  stream.run();
  for (const message of outbox.messages) view.showOwn({ ...message, typed: message.payload === undefined });
  outbox.run();
}

function onFrame(name, data) {
  if (name === "message") {
    view.showTyping(false);
    view.showBot(data);
  } else if (name === "said") {
    outbox.settle(data.id);
    view.showOwn(data);
  } else if (name === "typing") view.showTyping(true);
  else if (name === "turn_end") view.showTyping(false);
}

function onState(state) {
  if (state === "open") {
    found();
    view.notice("");
  } else lost ||= setTimeout(() => view.notice(words.offline), LOST_AFTER);
}

function found() {
  clearTimeout(lost);
  lost = 0;
}

// The token is no longer good. A chat that only just began again says nothing about it.
function ended(refused) {
  stream?.stop();
  found();
  const fresh = !document.querySelector("#log > li");
  session.token = "";
  if (fresh) return restart();
  view.notice(refused.message, words.startNew, restart);
}

function restart() {
  stream?.stop();
  session.forget();
  outbox.clear();
  view.reset();
  view.notice("");
  start();
  field.focus();
}

function refuse(message, refused) {
  view.note(message.id, `${words.notSent} ${refused.message}`, true);
  if (refused.status === 401) return ended(refused);
  if (message.payload === undefined && !field.value) {
    field.value = message.text;
    fit();
  }
}

function send(text, payload) {
  const message = { id: newId(), text, payload };
  view.showOwn({ ...message, typed: payload === undefined });
  view.note(message.id, words.sending);
  outbox.add(message);
  if (hasKeyboard) field.focus();
  else if (payload !== undefined) document.getElementById("log").focus({ preventScroll: true });
}

// crypto.randomUUID exists on https and localhost alone; a test server may be neither.
function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

function fit() {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 2}px`;
  const room = field.maxLength - field.value.length;
  left.textContent = room <= WARN_LEFT ? words.left(room) : "";
}

field.value = session.draft;
field.addEventListener("input", () => {
  session.draft = field.value;
  fit();
});
field.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing && hasKeyboard) {
    event.preventDefault();
    document.getElementById("form").requestSubmit();
  }
});
document.getElementById("form").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = field.value;
  if (!text.trim()) return;
  field.value = session.draft = "";
  fit();
  send(text);
});
document.getElementById("clear").addEventListener("click", async () => {
  if (!confirm(words.clearQuestion)) return;
  await clearSession().catch(() => {});
  restart();
});

fit();
start();
