import {Problem} from './problem.ts'
import type {Store} from './store.ts'
import {uuid} from './uuid.ts'
import {BackOff, Sleep} from './wait.ts'

/** A message of the client on its way. `at` in milliseconds since 1970. */
export interface Pending {
  id: string
  text: string
  payload?: string
  at: number
  /** Why the server will not take it. */
  refused?: string
}

type Message = Pick<Pending, 'id' | 'text' | 'payload'>
type Post = (message: Message, signal: AbortSignal) => Promise<void>

export interface OutboxEvents {
  changed(): void
  /** The server has stored the message. */
  accepted(pending: Pending): void
  refused(pending: Pending): void
  /** It did not get through, with the server's reason if there was one; it will be tried again. */
  delayed(reason: string): void
  /** The server does not know the session any more. What is unsent is kept. */
  ended(problem: Problem): void
}

const PREFIX = 'out '

/**
 * The client's messages until the server has stored them. Each keeps the id it was given when it
 * was written, so the server takes it once, however often it is sent. They go one by one, in
 * their order; one that gets no answer is sent again.
 */
export class Outbox {
  #store: Store
  #post: Post
  #on: OutboxEvents
  #sleep = new Sleep()
  #backOff = new BackOff(400, 10_000)
  #started = false
  #stop: AbortController | undefined

  constructor(
    store: Store,
    post: Post,
    on: OutboxEvents,
  ) {
    this.#store = store
    this.#post = post
    this.#on = on
  }

  /** All unsent messages in their order, refused ones included. */
  get unsent(): Pending[] {
    const names = this.#store.names().filter((name) => name.startsWith(PREFIX))
    return names.sort().flatMap((name) => this.#store.read<Pending>(name) ?? [])
  }

  add(text: string, payload?: string): Pending {
    // One name a message: tabs that share the store cannot overwrite each other's.
    const last = this.unsent.at(-1)?.at ?? 0
    const pending: Pending = {id: uuid(), text, payload, at: Math.max(Date.now(), last + 1)}
    this.#keep(pending)
    this.send()
    return pending
  }

  remove(pending: Pending): void {
    this.#store.write(nameOf(pending), undefined)
    this.#on.changed()
  }

  clear(): void {
    for (const pending of this.unsent) this.#store.write(nameOf(pending), undefined)
    this.#on.changed()
  }

  /** From now on messages go out; what waits goes now. */
  start(): void {
    this.#started = true
    this.send()
  }

  /** Sends what waits, at once if it was waiting to try again. */
  send(): void {
    this.#backOff.reset()
    this.#sleep.wake()
    if (this.#started && !this.#stop) void this.#run()
  }

  stop(): void {
    this.#started = false
    this.#stop?.abort()
    this.#stop = undefined
    this.#sleep.wake()
  }

  async #run(): Promise<void> {
    const mine = (this.#stop = new AbortController())
    const {signal} = mine
    let next: Pending | undefined
    while (!signal.aborted && (next = this.unsent.find((pending) => !pending.refused))) {
      const wait = await this.#try(next, signal)
      if (wait === undefined) break
      if (wait) await this.#sleep.for(wait)
    }
    if (this.#stop === mine) this.#stop = undefined
  }

  /** How long to wait before the next one, in milliseconds; undefined to stop. */
  async #try(pending: Pending, signal: AbortSignal): Promise<number | undefined> {
    try {
      const {id, text, payload} = pending
      await this.#post({id, text, payload}, signal)
    } catch (error) {
      if (signal.aborted) return undefined
      return this.#failed(pending, error)
    }
    this.#backOff.reset()
    this.#store.write(nameOf(pending), undefined)
    this.#on.accepted(pending)
    return 0
  }

  #failed(pending: Pending, error: unknown): number | undefined {
    if (!(error instanceof Problem)) {
      this.#on.delayed('')
      return this.#backOff.next()
    }
    if (error.ended) {
      this.#on.ended(error)
      return undefined
    }
    if (error.passing) {
      this.#on.delayed(error.reason)
      return error.wait ?? this.#backOff.next()
    }
    const refused = {...pending, refused: error.reason || String(error.status)}
    this.#keep(refused)
    this.#on.refused(refused)
    return 0
  }

  #keep(pending: Pending): void {
    this.#store.write(nameOf(pending), pending)
    this.#on.changed()
  }
}

function nameOf(pending: Pending): string {
  return PREFIX + String(pending.at).padStart(15, '0') + pending.id
}
