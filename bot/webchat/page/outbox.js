// Messages on their way. Each keeps its id until the server has it, however often it is sent.
import { postMessage, Refused } from "./server.js";
import { session } from "./session.js";

const LONGEST_WAIT = 10_000;

export class Outbox {
  // onSent(message), onWaiting(message, reason), onRefused(message, refused)
  constructor({ onSent, onWaiting, onRefused }) {
    Object.assign(this, { onSent, onWaiting, onRefused, running: false, failures: 0 });
    this.messages = session.outbox;
    addEventListener("online", () => this.#wake?.());
  }

  #wake = null;

  add(message) {
    this.messages.push(message);
    session.outbox = this.messages;
    this.run();
  }

  // The stream showed the message: its acknowledgement was lost, the message was not.
  settle(id) {
    this.messages = this.messages.filter((message) => message.id !== id);
    session.outbox = this.messages;
  }

  clear() {
    this.messages = [];
    session.outbox = [];
    this.#wake?.();
  }

  async run() {
    if (this.running) return;
    this.running = true;
    while (this.messages.length) {
      const message = this.messages[0];
      try {
        const { id, text, payload } = message;
        await postMessage(payload === undefined ? { id, text } : { id, text, payload });
        this.failures = 0;
        this.settle(message.id);
        this.onSent(message);
      } catch (error) {
        if (error instanceof Refused && !error.isTemporary) {
          this.settle(message.id);
          this.onRefused(message, error);
          if (error.status === 401) break;
        } else {
          this.failures += 1;
          this.onWaiting(message, error instanceof Refused ? error.message : "");
          await this.#pause(error.wait ?? 0);
        }
      }
    }
    this.running = false;
  }

  #pause(seconds) {
    const wait = Math.max(seconds * 1000, Math.min(LONGEST_WAIT, 400 * 2 ** this.failures));
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, wait);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
