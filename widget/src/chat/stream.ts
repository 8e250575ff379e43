import {FrameReader} from './frames.ts'
import type {Frame} from './frames.ts'
import {Problem} from './problem.ts'
import {BackOff, Sleep} from './wait.ts'
import {within} from './within.ts'

// The server sends something every 15 seconds. Two silences, and the line is taken for dead.
const SILENCE_SECONDS = 40

export interface StreamEvents {
  frame(frame: Frame): void
  /** Whether the stream stands. */
  connected(stands: boolean): void
  /** The server does not know the session any more; the stream has stopped. */
  ended(problem: Problem): void
}

/**
 * Follows a session's events and comes back after every interruption, from the last numbered
 * event on. It reads `fetch`, because an EventSource cannot send the Authorization header.
 */
export class Stream {
  /** The number of the last event. */
  last = 0
  #listen: (after: number, signal: AbortSignal) => Promise<Response>
  #on: StreamEvents
  #stop: AbortController | undefined
  #sleep = new Sleep()
  #backOff = new BackOff()

  constructor(listen: (after: number, signal: AbortSignal) => Promise<Response>, on: StreamEvents) {
    this.#listen = listen
    this.#on = on
  }

  start(): void {
    if (this.#stop) return this.wake()
    this.#stop = new AbortController()
    void this.#run(this.#stop.signal)
  }

  stop(): void {
    this.#stop?.abort()
    this.#stop = undefined
    this.#sleep.wake()
  }

  /** Tries again at once: the network is back. */
  wake(): void {
    this.#backOff.reset()
    this.#sleep.wake()
  }

  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const {last} = this
      let wait: number | undefined
      try {
        await within(SILENCE_SECONDS, signal, (inner, alive) => this.#follow(inner, alive))
      } catch (error) {
        if (signal.aborted) return
        if (error instanceof Problem) {
          if (error.ended) {
            this.stop()
            return this.#on.ended(error)
          }
          wait = error.wait
        }
      }
      if (signal.aborted) return
      this.#on.connected(false)
      // A line that cuts a long replay again and again must not cost a pause each time: what has
      // come does not come again, so this ends.
      if (this.last > last) wait ??= 0
      await this.#sleep.for(wait ?? this.#backOff.next())
    }
  }

  async #follow(signal: AbortSignal, alive: () => void): Promise<void> {
    const response = await this.#listen(this.last, signal)
    this.#on.connected(true)
    const reader = response.body!.getReader()
    const decoder = new TextDecoder()
    const frames = new FrameReader()
    for (let first = true; ; first = false) {
      const {done, value} = await reader.read()
      if (done) return
      alive()
      // What a server says before it fails is no sign that it works.
      if (!first) this.#backOff.reset()
      for (const frame of frames.read(decoder.decode(value, {stream: true}))) {
        if (signal.aborted) return
        this.#take(frame)
      }
    }
  }

  #take(frame: Frame): void {
    // NaN for what bears no number, which is neither above nor below.
    const number = Number(frame.id)
    if (number <= this.last) return // sent again
    this.last = number || this.last
    this.#on.frame(frame)
  }
}
