import type {Button, Said, Told} from './contract.ts'
import type {Pending} from './outbox.ts'

/** What the assistant said: event `number` of the ledger. `at` in milliseconds since 1970. */
export interface ToldEntry extends Omit<Told, 'at'> {
  kind: 'told'
  key: string
  number: number
  at: number
}

/** What the client said. `kept`: it stands in the ledger. */
export interface SaidEntry {
  kind: 'said'
  key: string
  text: string
  typed: boolean
  payload?: string
  at: number
  kept: boolean
  pending?: Pending
}

export type Entry = ToldEntry | SaidEntry

/**
 * The conversation as shown: the ledger's order, and after it what the client has just sent and
 * the ledger has not yet told back.
 */
export class Transcript {
  #ledger: Entry[] = []
  #waiting: SaidEntry[] = []
  #known = new Set<string>()

  get entries(): readonly Entry[] {
    return [...this.#ledger, ...this.#waiting]
  }

  told(number: number, told: Told, now: number): ToldEntry {
    // The answer proves that its question stands in the ledger, should that not have been told.
    const asked = this.#waiting.find((entry) => entry.key === told.in_reply_to)
    if (asked) this.#settle({...asked, kept: true})
    const entry: ToldEntry = {...told, kind: 'told', key: `${number}`, number, at: time(told.at, now)}
    this.#ledger.push(entry)
    return entry
  }

  /** The ledger's word on what the client said; its text may differ where a secret was cut out. */
  said({id, text, typed, at}: Said, now: number): void {
    if (!this.#known.has(id)) {
      this.#settle({kind: 'said', key: id, text, typed, at: time(at, now), kept: true})
      return
    }
    const known = this.#ledger.find((entry) => entry.key === id) as SaidEntry
    known.text = text
  }

  /** A message was written, or its fate has changed. */
  pending(pending: Pending): void {
    if (this.#known.has(pending.id)) return
    const {id, text, payload, at} = pending
    const typed = payload === undefined
    const entry: SaidEntry = {kind: 'said', key: id, text, typed, payload, at, kept: false, pending}
    const index = this.#waiting.findIndex((waiting) => waiting.key === id)
    if (index < 0) this.#waiting.push(entry)
    else this.#waiting[index] = entry
  }

  /** The server has taken the message; the ledger will tell it back. */
  taken({id}: Pending): void {
    const entry = this.#waiting.find((waiting) => waiting.key === id)
    if (entry) entry.kept = true
  }

  withdraw(id: string): void {
    this.#waiting = this.#waiting.filter((entry) => entry.key !== id)
  }

  clear(): void {
    this.#ledger = []
    this.#waiting = []
    this.#known.clear()
  }

  #settle(entry: SaidEntry): void {
    this.withdraw(entry.key)
    this.#known.add(entry.key)
    this.#ledger.push({...entry, pending: undefined})
  }
}

/** What became of the buttons of one message: open, or closed with the one that was pressed. */
export interface Choice {
  open: boolean
  /** What the client pressed, if it was one of them. */
  pressed?: SaidEntry
}

/**
 * The fate of every message's buttons, by its number. Buttons close when the client goes on, by
 * a press or in words: an old "Skip" would skip something else now.
 */
export function choices(entries: readonly Entry[]): Map<number, Choice> {
  const found = new Map<number, Choice>()
  const open: ToldEntry[] = []
  for (const entry of entries) {
    if (entry.kind === 'told') {
      if (offers(entry)) {
        open.push(entry)
        found.set(entry.number, {open: true})
      }
    } else if (!entry.pending?.refused) {
      const source = open.findLast((told) => offersPress(told, entry))
      for (const told of open.splice(0)) {
        found.set(told.number, {open: false, pressed: told === source ? entry : undefined})
      }
    }
  }
  return found
}

function offers(told: ToldEntry): boolean {
  return Boolean(told.buttons?.length) || told.card?.type === 'review'
}

/** Whether this is the button that was pressed. A replay knows its words only. */
export function isPressed(button: Button, said: SaidEntry | undefined): boolean {
  if (!said || said.typed) return false
  return said.payload === undefined ? said.text === button.title : said.payload === button.payload
}

function offersPress(told: ToldEntry, said: SaidEntry): boolean {
  return (told.buttons ?? []).some((button) => isPressed(button, said))
}

function time(at: string | undefined, now: number): number {
  const parsed = Date.parse(at ?? '')
  return Number.isNaN(parsed) ? now : parsed
}
