// The event stream: parsed by hand, because EventSource cannot send the token's header.
import { openEvents, Refused } from "./server.js";

const SILENCE = 45_000; // three heartbeats
const LONGEST_WAIT = 15_000;

async function* frames(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const parts = (rest + value).split("\n\n");
    rest = parts.pop();
    yield null; // a sign of life, even when it is a heartbeat
    for (const part of parts) yield parse(part);
  }
}

function parse(part) {
  const frame = { name: "", id: null, data: null };
  for (const line of part.split("\n")) {
    if (line.startsWith("event: ")) frame.name = line.slice(7);
    else if (line.startsWith("id: ")) frame.id = Number(line.slice(4));
    else if (line.startsWith("data: ")) frame.data = JSON.parse(line.slice(6));
  }
  return frame.data === null ? null : frame;
}

export class Stream {
  // onFrame(name, data), onState("open" | "lost"), onRefused(refused)
  constructor({ onFrame, onState, onRefused }) {
    Object.assign(this, { onFrame, onState, onRefused, after: 0, failures: 0, stopped: false });
    addEventListener("online", () => this.#wake?.());
  }

  #wake = null;
  #abort = null;

  async run() {
    while (!this.stopped) {
      try {
        await this.#follow();
        this.failures = 0;
      } catch (error) {
        if (this.stopped) return;
        if (error instanceof Refused && !error.isTemporary) return this.onRefused(error);
        this.failures += 1;
      }
      if (this.stopped) return;
      this.onState("lost");
      await this.#pause();
    }
  }

  stop() {
    this.stopped = true;
    this.#abort?.abort();
    this.#wake?.();
  }

  async #follow() {
    const abort = (this.#abort = new AbortController());
    let watch = setTimeout(() => abort.abort(), SILENCE);
    try {
      const answer = await openEvents(this.after, abort.signal);
      this.onState("open");
      for await (const frame of frames(answer.body)) {
        clearTimeout(watch);
        watch = setTimeout(() => abort.abort(), SILENCE);
        this.failures = 0;
        if (!frame) continue;
        if (frame.id !== null) {
          if (frame.id <= this.after) continue;
          this.after = frame.id;
        }
        this.onFrame(frame.name, frame.data);
      }
    } finally {
      clearTimeout(watch);
      abort.abort();
    }
  }

  #pause() {
    const longest = Math.min(LONGEST_WAIT, 400 * 2 ** this.failures);
    const wait = longest / 2 + Math.random() * (longest / 2);
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, wait);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
