import type {ToldEntry} from './transcript.ts'

/** The messages of one turn of the assistant that the client has not seen. */
export interface Turn {
  messages: ToldEntry[]
  done: boolean
  replyTo: string | undefined
}

/** Gathers what is new into turns, so that each is announced once and whole. */
export class Unread {
  #turns: Turn[] = []

  /** How many messages the client has not seen. */
  get count(): number {
    return this.#turns.reduce((sum, turn) => sum + turn.messages.length, 0)
  }

  add(message: ToldEntry): void {
    const replyTo = message.in_reply_to
    const turn = this.#turns.find((turn) => !turn.done && turn.replyTo === replyTo)
    if (turn) turn.messages.push(message)
    // A message that answers nothing is a turn by itself.
    else this.#turns.push({messages: [message], done: replyTo === undefined, replyTo})
  }

  end(replyTo: string): void {
    for (const turn of this.#turns) if (turn.replyTo === replyTo) turn.done = true
  }

  /** The complete turns, which count as seen from now on. */
  take(): Turn[] {
    const done = this.#turns.filter((turn) => turn.done)
    this.#turns = this.#turns.filter((turn) => !turn.done)
    return done
  }

  /** Forgets what was seen elsewhere: everything up to this event. */
  seen(number: number): void {
    for (const turn of this.#turns) {
      turn.messages = turn.messages.filter((message) => message.number > number)
    }
    this.#turns = this.#turns.filter((turn) => turn.messages.length > 0)
  }

  clear(): void {
    this.#turns = []
  }
}
