import {Problem} from './problem.ts'
import type {Shelf} from './shelf.ts'
import {uuid} from './uuid.ts'
import {BackOff, Sleep} from './wait.ts'

/** A message of the client on its way. `at` in milliseconds since 1970. */
export interface Letter {
  id: string
  text: string
  payload?: string
  at: number
  /** Why the server will not take it. */
  refused?: string
}

type Message = Pick<Letter, 'id' | 'text' | 'payload'>
type Post = (message: Message, signal: AbortSignal) => Promise<void>

export interface OutboxEvents {
  changed(): void
  /** The server has stored the letter. */
  accepted(letter: Letter): void
  refused(letter: Letter): void
  /** It did not get through, with the server's reason if there was one; it will be tried again. */
  delayed(reason: string): void
  /** The server does not know the session any more. Letters are kept. */
  ended(problem: Problem): void
}

const PREFIX = 'out '

/**
 * The client's messages until the server has stored them. Each keeps the id it was given when it
 * was written, so the server takes it once, however often it is sent. They go one by one, in
 * their order; one that gets no answer is sent again.
 */
export class Outbox {
  #shelf: Shelf
  #post: Post
  #on: OutboxEvents
  #sleep = new Sleep()
  #backOff = new BackOff(400, 10_000)
  #started = false
  #stop: AbortController | undefined

  constructor(
    shelf: Shelf,
    post: Post,
    on: OutboxEvents,
  ) {
    this.#shelf = shelf
    this.#post = post
    this.#on = on
  }

  /** All letters in their order, refused ones included. */
  get letters(): Letter[] {
    const names = this.#shelf.names().filter((name) => name.startsWith(PREFIX))
    return names.sort().flatMap((name) => this.#shelf.read<Letter>(name) ?? [])
  }

  add(text: string, payload?: string): Letter {
    // One name a letter: tabs that share the shelf cannot overwrite each other's.
    const last = this.letters.at(-1)?.at ?? 0
    const letter: Letter = {id: uuid(), text, payload, at: Math.max(Date.now(), last + 1)}
    this.#keep(letter)
    this.send()
    return letter
  }

  remove(letter: Letter): void {
    this.#shelf.write(nameOf(letter), undefined)
    this.#on.changed()
  }

  clear(): void {
    for (const letter of this.letters) this.#shelf.write(nameOf(letter), undefined)
    this.#on.changed()
  }

  /** From now on letters go out; what waits goes now. */
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
    let next: Letter | undefined
    while (!signal.aborted && (next = this.letters.find((letter) => !letter.refused))) {
      const wait = await this.#try(next, signal)
      if (wait === undefined) break
      if (wait) await this.#sleep.for(wait)
    }
    if (this.#stop === mine) this.#stop = undefined
  }

  /** How long to wait before the next one, in milliseconds; undefined to stop. */
  async #try(letter: Letter, signal: AbortSignal): Promise<number | undefined> {
    try {
      const {id, text, payload} = letter
      await this.#post({id, text, payload}, signal)
    } catch (error) {
      if (signal.aborted) return undefined
      return this.#failed(letter, error)
    }
    this.#backOff.reset()
    this.#shelf.write(nameOf(letter), undefined)
    this.#on.accepted(letter)
    return 0
  }

  #failed(letter: Letter, error: unknown): number | undefined {
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
    const refused = {...letter, refused: error.reason || String(error.status)}
    this.#keep(refused)
    this.#on.refused(refused)
    return 0
  }

  #keep(letter: Letter): void {
    this.#shelf.write(nameOf(letter), letter)
    this.#on.changed()
  }
}

function nameOf(letter: Letter): string {
  return PREFIX + String(letter.at).padStart(15, '0') + letter.id
}
