import type {Frame} from './frames.ts'
import type {Session} from './session.ts'
import {Transcript} from './transcript.ts'
import type {ToldEntry} from './transcript.ts'
import {Unread} from './unread.ts'
import type {Turn} from './unread.ts'

export interface ConversationEvents {
  /** Something that this page had not heard before, be the panel open or not. */
  told(entry: ToldEntry): void
  /** The client now sees this turn for the first time. */
  turn(turn: Turn): void
  /** The client has seen all events up to this one. */
  read(number: number): void
}

/** What was said, and how much of it is new: to the page, and to the client. */
export class Conversation {
  /** The assistant is working on an answer. */
  typing = false
  readonly transcript = new Transcript()
  readonly unread = new Unread()
  #session: Session
  #on: ConversationEvents
  #last = 0
  #reading = false

  constructor(session: Session, on: ConversationEvents) {
    this.#session = session
    this.#on = on
  }

  /** Whether the client looks at the conversation. */
  get reading(): boolean {
    return this.#reading
  }

  set reading(reads: boolean) {
    this.#reading = reads
    this.#read()
  }

  /** An event of the session's stream; `last` is the number of the last numbered one. */
  take({name, data}: Frame, last: number): void {
    this.#last = last
    const body = JSON.parse(data)
    const {heard, read} = this.#session.state!
    if (name === 'typing') this.typing = true
    if (name === 'said') this.transcript.said(body, Date.now())
    if (name === 'message') {
      const entry = this.transcript.told(last, body, Date.now())
      if (last > read) this.unread.add(entry)
      if (last > heard) this.#on.told(entry)
    }
    if (name === 'turn_end') {
      this.typing = false
      this.unread.end(body.in_reply_to)
    }
    if (last > heard) this.#session.mark({heard: last})
    this.#read()
  }

  /** Another tab has shown everything up to this event. */
  seenElsewhere(number: number): void {
    // An open panel announces for itself, also what another one showed a moment earlier.
    if (this.#reading) return
    this.unread.seen(number)
    if (number > this.#session.state!.read) this.#session.mark({read: number})
  }

  clear(): void {
    this.transcript.clear()
    this.unread.clear()
    this.typing = false
    this.#last = 0
  }

  #read(): void {
    if (!this.#reading) return
    const turns = this.unread.take()
    for (const turn of turns) this.#on.turn(turn)
    const {state} = this.#session
    if (!state || this.unread.count || state.read >= this.#last) return
    this.#session.mark({read: this.#last})
    if (turns.length) this.#on.read(this.#last)
  }
}
