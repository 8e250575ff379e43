import type {Said, Told} from './contract.ts'
import type {Frame} from './frames.ts'
import {Opening} from './opening.ts'
import {Outbox} from './outbox.ts'
import type {Letter} from './outbox.ts'
import {Presence} from './presence.ts'
import {Problem} from './problem.ts'
import {Session} from './session.ts'
import type {SessionState} from './session.ts'
import type {Shelf} from './shelf.ts'
import {Stream} from './stream.ts'
import {Tabs} from './tabs.ts'
import type {News} from './tabs.ts'
import {Transcript} from './transcript.ts'
import type {ToldEntry} from './transcript.ts'
import {Unread} from './unread.ts'
import type {Turn} from './unread.ts'
import {within} from './within.ts'

const ANSWER_SECONDS = 30
// A stream that comes back at once was never worth a word.
const GRACE_MILLISECONDS = 2500

export interface ChatEvents {
  changed(): void
  /** Something that this page had not heard before, be the panel open or not. */
  told(entry: ToldEntry): void
  /** The client now sees this turn for the first time. */
  turn(turn: Turn): void
  /** The conversation was put away, here or in another tab. */
  cleared(): void
}

/** resting: not asked for; opening: no session yet; talking; ended: the session is gone. */
export type Phase = 'resting' | 'opening' | 'talking' | 'ended'

/** One client's chat with one server, without a face. */
export class Chat {
  phase: Phase = 'resting'
  /** The assistant is working on an answer. */
  typing = false
  /** The stream has been down for a while. */
  lost = false
  /** What the server gave as its reason, as a sentence. */
  problem = ''
  readonly transcript = new Transcript()
  readonly unread = new Unread()

  #on: ChatEvents
  #shelf: Shelf
  #session: Session
  #outbox: Outbox
  #stream: Stream
  #tabs: Tabs
  #presence: Presence
  #stop = new AbortController()
  #opening: Opening
  #reading = false
  #grace: ReturnType<typeof setTimeout> | undefined

  /** `server` is the address of the channel, such as https://chat.example.com/webhooks/webchat */
  constructor(server: string, shelf: Shelf, locale: string, on: ChatEvents) {
    this.#on = on
    this.#shelf = shelf
    this.#session = new Session(server, shelf, (state) => this.#tabs.tell({kind: 'session', state}))
    this.#opening = new Opening(this.#session, locale)
    this.#stream = new Stream((after, signal) => this.#session.listen(after, signal), {
      frame: (frame) => this.#take(frame),
      connected: (stands) => this.#connected(stands),
      ended: (problem) => this.#ended(problem),
    })
    this.#outbox = new Outbox(shelf, (letter, signal) => this.#post(letter, signal), {
      changed: () => on.changed(),
      accepted: (letter) => this.#accepted(letter),
      refused: (letter) => this.#show(letter),
      delayed: (reason) => this.#explain(reason),
      ended: (problem) => this.#ended(problem),
    })
    this.#tabs = new Tabs(server, (news) => this.#hear(news))
    this.#presence = new Presence({
      back: () => this.#wake(),
      offline: () => on.changed(),
      away: () => this.#stream.stop(),
    })
    if (this.#session.state) this.#talk()
    else this.#tabs.tell({kind: 'ask'})
  }

  get online(): boolean {
    return this.#presence.online
  }

  /** What the client has typed and not sent. */
  get draft(): string {
    return this.#shelf.get('draft') ?? ''
  }

  set draft(text: string) {
    if (text) this.#shelf.set('draft', text)
    else this.#shelf.remove('draft')
  }

  /** Ends all traffic. The session and what waits to be sent stay on the shelf. */
  stop(): void {
    this.#stop.abort()
    this.#stream.stop()
    this.#outbox.stop()
    this.#tabs.close()
    this.#presence.stop()
    this.#opening.wake()
    clearTimeout(this.#grace)
  }

  /** Whether the client looks at the conversation. The first look opens a session. */
  set reading(reads: boolean) {
    this.#reading = reads
    if (!reads) return
    if (this.phase === 'resting') void this.#open()
    this.#read()
    this.#on.changed()
  }

  say(text: string): void {
    this.#show(this.#outbox.add(text))
  }

  press(title: string, payload: string): void {
    this.#show(this.#outbox.add(title, payload))
  }

  /** Takes a refused message back and gives its text. */
  takeBack(id: string): string {
    const letter = this.#outbox.letters.find((letter) => letter.id === id)
    if (!letter) return ''
    this.transcript.withdraw(id)
    this.#outbox.remove(letter)
    return letter.text
  }

  /** Deletes the chat here and on the server, and begins a new one. Raises Problem. */
  async clear(): Promise<void> {
    const {state} = this.#session
    if (state) {
      await within(ANSWER_SECONDS, this.#stop.signal, (signal) => this.#session.clear(signal))
      this.#tabs.tell({kind: 'cleared', session: state.session})
    }
    this.#forget()
    this.#on.cleared()
    await this.#open()
  }

  /** A new session in place of one that is gone. What was not sent becomes the draft. */
  async startAgain(): Promise<void> {
    const replaces = this.#session.state?.session
    this.#putAside()
    await this.#open(replaces)
  }

  /** Tries at once what would be tried later. */
  tryAgain(): void {
    this.#wake()
  }

  async #open(replaces?: string): Promise<void> {
    this.#enter('opening')
    const state = await this.#opening.open(
      this.#stop.signal,
      () => this.phase === 'opening',
      (reason) => {
        this.lost = true
        this.#explain(reason)
      },
    )
    if (!state) return
    this.#session.adopt(state)
    this.#tabs.tell({kind: 'session', state, replaces})
    this.#talk()
  }

  /** The session stands: replay, listen, and send what waits. */
  #talk(): void {
    this.problem = ''
    this.lost = false
    this.#enter('talking')
    for (const letter of this.#outbox.letters) this.transcript.letter(letter)
    this.#stream.last = 0
    this.#stream.start()
    this.#outbox.start()
  }

  #forget(): void {
    this.#stream.stop()
    this.#outbox.stop()
    this.#outbox.clear()
    this.#session.drop()
    this.draft = ''
    this.#reset()
    this.#enter('resting')
  }

  /** Forgets the session, but all that the client wrote and the server has not stored. */
  #putAside(): void {
    const typed = this.#outbox.letters.filter((letter) => letter.payload === undefined)
    const draft = [...typed.map((letter) => letter.text), this.draft].filter(Boolean).join('\n')
    this.#forget()
    this.draft = draft
    this.#on.cleared()
  }

  #reset(): void {
    this.transcript.clear()
    this.unread.clear()
    this.typing = false
    this.problem = ''
  }

  #enter(phase: Phase): void {
    this.phase = phase
    this.#on.changed()
  }

  #wake(): void {
    if (this.phase === 'talking') {
      this.#stream.start()
      this.#outbox.send()
    }
    this.#opening.wake()
    this.#on.changed()
  }

  // What the stream tells

  #take(frame: Frame): void {
    if (frame.name === 'typing') this.typing = true
    else if (frame.name === 'said') this.transcript.said(JSON.parse(frame.data) as Said, Date.now())
    else if (frame.name === 'message') this.#told(JSON.parse(frame.data) as Told)
    else if (frame.name === 'turn_end') {
      this.typing = false
      this.unread.end(JSON.parse(frame.data).in_reply_to)
    }
    const heard = this.#stream.last
    if (heard > this.#session.state!.heard) this.#session.mark({heard})
    if (this.#reading) this.#read()
    this.#on.changed()
  }

  #told(told: Told): void {
    const {last} = this.#stream
    const {heard, read} = this.#session.state!
    const entry = this.transcript.told(last, told, Date.now())
    if (last > read) this.unread.add(entry)
    if (last > heard) this.#on.told(entry)
  }

  #read(): void {
    const turns = this.unread.take()
    for (const turn of turns) this.#on.turn(turn)
    const {state} = this.#session
    if (!state || this.unread.count || state.read >= this.#stream.last) return
    this.#session.mark({read: this.#stream.last})
    if (turns.length) {
      this.#tabs.tell({kind: 'read', session: state.session, read: this.#stream.last})
    }
  }

  #connected(stands: boolean): void {
    clearTimeout(this.#grace)
    if (stands) {
      this.lost = false
      // A turn that goes on is told again.
      this.typing = false
    } else {
      this.typing = false
      this.#grace = setTimeout(() => {
        this.lost = true
        this.#on.changed()
      }, GRACE_MILLISECONDS)
    }
    this.#on.changed()
  }

  #ended(problem: Problem): void {
    if (this.phase !== 'talking') return
    this.#stream.stop()
    this.#outbox.stop()
    const nothingSaid = this.transcript.entries.length === 0
    if (nothingSaid) {
      this.#session.drop()
      this.#enter('resting')
      if (this.#reading) void this.#open()
      return
    }
    this.typing = false
    this.problem = problem.reason
    this.#enter('ended')
  }

  // What the outbox tells

  #post({id, text, payload}: Letter, signal: AbortSignal): Promise<void> {
    return within(ANSWER_SECONDS, signal, (inner) => this.#session.post({id, text, payload}, inner))
  }

  #show(letter: Letter): void {
    this.transcript.letter(letter)
    this.#on.changed()
  }

  #accepted(letter: Letter): void {
    this.problem = ''
    this.transcript.taken(letter)
    this.#on.changed()
  }

  #explain(reason: string): void {
    this.problem = reason
    this.#on.changed()
  }

  // What other tabs tell

  #hear(news: News): void {
    const {state} = this.#session
    if (news.kind === 'ask') {
      if (state && this.phase === 'talking') this.#tabs.tell({kind: 'session', state})
    } else if (news.kind === 'session') {
      this.#hearOfSession(news.state, news.replaces)
    } else if (news.session !== state?.session) {
      return
    } else if (news.kind === 'cleared') {
      this.#forget()
      this.#on.cleared()
    } else if (!this.#reading) {
      // An open panel announces for itself, also what another one showed a moment earlier.
      this.unread.seen(news.read)
      if (news.read > state.read) this.#session.mark({read: news.read})
      this.#on.changed()
    }
  }

  #hearOfSession(theirs: SessionState, replaces: string | undefined): void {
    const {state} = this.#session
    if (state?.session === theirs.session) {
      this.#session.adopt({...state, token: theirs.token})
      return
    }
    if (state) {
      if (replaces !== state.session) return
      this.#putAside()
    }
    this.#session.adopt(theirs)
    this.#opening.wake()
    this.#talk()
  }
}
