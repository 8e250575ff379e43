import {Conversation} from './conversation.ts'
import type {ConversationEvents} from './conversation.ts'
import {Opening} from './opening.ts'
import {Outbox} from './outbox.ts'
import type {Pending} from './outbox.ts'
import {Presence} from './presence.ts'
import type {Problem} from './problem.ts'
import {Session} from './session.ts'
import type {SessionState} from './session.ts'
import type {Store} from './store.ts'
import {Stream} from './stream.ts'
import {Tabs} from './tabs.ts'
import type {News} from './tabs.ts'

// A stream that comes back at once was never worth a word.
const GRACE_MILLISECONDS = 2500

export interface ChatEvents extends Pick<ConversationEvents, 'told' | 'turn'> {
  changed(): void
  /** The conversation was put away, here or in another tab. */
  cleared(): void
}

/** resting: not asked for; opening: no session yet; talking; ended: the session is gone. */
export type Phase = 'resting' | 'opening' | 'talking' | 'ended'

/** One client's chat with one server, without a face. */
export class Chat {
  phase: Phase = 'resting'
  /** The server has been out of reach for a while. */
  lost = false
  /** What the server gave as its reason, as a sentence. */
  problem = ''
  readonly conversation: Conversation

  #on: ChatEvents
  #store: Store
  #session: Session
  #opening: Opening
  #outbox: Outbox
  #stream: Stream
  #tabs: Tabs
  #presence: Presence
  #stop = new AbortController()
  #grace: ReturnType<typeof setTimeout> | undefined

  /** `server` is the address of the channel, such as https://chat.example.com/webhooks/webchat */
  constructor(server: string, store: Store, locale: string, on: ChatEvents) {
    this.#on = on
    this.#store = store
    const session = new Session(server, store, (state) => this.#tabs.tell({kind: 'session', state}))
    this.#session = session
    this.#opening = new Opening(session, locale)
    this.conversation = new Conversation(session, {
      told: (entry) => on.told(entry),
      turn: (turn) => on.turn(turn),
      read: (read) =>
        this.#tabs.tell({kind: 'read', session: session.state!.session, read}),
    })
    this.#stream = new Stream((after, signal) => session.listen(after, signal), {
      frame: (frame) => {
        this.conversation.take(frame, this.#stream.last)
        on.changed()
      },
      connected: (stands) => this.#connected(stands),
      ended: (problem) => this.#ended(problem),
    })
    this.#outbox = new Outbox(store, (message, signal) => session.post(message, signal), {
      changed: () => on.changed(),
      accepted: (pending) => {
        this.conversation.transcript.taken(pending)
        this.#explain('')
      },
      refused: (pending) => this.#show(pending),
      delayed: (reason) => this.#explain(reason),
      ended: (problem) => this.#ended(problem),
    })
    this.#tabs = new Tabs(server, (news) => this.#hear(news))
    this.#presence = new Presence({
      back: () => this.tryAgain(),
      offline: () => on.changed(),
      away: () => this.#stream.stop(),
    })
    if (session.state) this.#talk()
    else this.#tabs.tell({kind: 'ask'})
  }

  get online(): boolean {
    return this.#presence.online
  }

  /** What the client has typed and not sent. */
  get draft(): string {
    return this.#store.read('draft') ?? ''
  }

  set draft(text: string) {
    this.#store.write('draft', text || undefined)
  }

  /** Ends all traffic. The session and what waits to be sent stay in the store. */
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
    this.conversation.reading = reads
    if (reads && this.phase === 'resting') void this.#open()
    this.#on.changed()
  }

  /** Sends what was typed or, with a payload, the press of a button with this title. */
  say(text: string, payload?: string): void {
    this.#show(this.#outbox.add(text, payload))
  }

  /** Takes a refused message back and gives its text. */
  takeBack(id: string): string {
    const pending = this.#outbox.unsent.find((pending) => pending.id === id)!
    this.conversation.transcript.withdraw(id)
    this.#outbox.remove(pending)
    return pending.text
  }

  /** Deletes the chat here and on the server, and begins a new one. Raises as Session does. */
  async clear(): Promise<void> {
    const {state} = this.#session
    if (state) {
      await this.#session.clear(this.#stop.signal)
      this.#tabs.tell({kind: 'cleared', session: state.session})
    }
    this.#putAside('')
    void this.#open()
  }

  /** A new session in place of one that is gone. What was not sent becomes the draft. */
  startAgain(): void {
    const replaces = this.#session.state?.session
    this.#putAside(this.#unsent())
    void this.#open(replaces)
  }

  /** Tries at once what would be tried later. */
  tryAgain(): void {
    if (this.phase === 'talking') {
      this.#stream.start()
      this.#outbox.send()
    }
    this.#opening.wake()
    this.#on.changed()
  }

  // The session's life

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
    for (const pending of this.#outbox.unsent) this.#show(pending)
    this.#stream.last = 0
    this.#stream.start()
    this.#outbox.start()
  }

  #ended(problem: Problem): void {
    if (this.phase !== 'talking') return
    this.#stream.stop()
    this.#outbox.stop()
    this.conversation.typing = false
    this.problem = problem.reason
    if (this.conversation.transcript.entries.length) return this.#enter('ended')
    // Nothing was said that the client could miss.
    this.#session.adopt(undefined)
    this.#enter('resting')
    if (this.conversation.reading) void this.#open()
  }

  /** Forgets the session and all that belongs to it; only this draft stays. */
  #putAside(draft: string): void {
    this.#stream.stop()
    this.#outbox.stop()
    this.#outbox.clear()
    this.#session.adopt(undefined)
    this.conversation.clear()
    this.draft = draft
    this.problem = ''
    this.#enter('resting')
    this.#on.cleared()
  }

  /** All that the client wrote and the server has not stored. */
  #unsent(): string {
    const typed = this.#outbox.unsent.filter((pending) => pending.payload === undefined)
    return [...typed.map((pending) => pending.text), this.draft].filter(Boolean).join('\n')
  }

  #enter(phase: Phase): void {
    this.phase = phase
    this.#on.changed()
  }

  // What the parts tell

  #connected(stands: boolean): void {
    // A turn that goes on is told again.
    this.conversation.typing = false
    if (stands) {
      clearTimeout(this.#grace)
      this.#grace = undefined
      this.lost = false
    }
    // It runs from the first failure on, whatever comes after.
    else this.#grace ??= setTimeout(() => {
      this.lost = true
      this.#on.changed()
    }, GRACE_MILLISECONDS)
    this.#on.changed()
  }

  #show(pending: Pending): void {
    this.conversation.transcript.pending(pending)
    this.#on.changed()
  }

  #explain(reason: string): void {
    this.problem = reason
    this.#on.changed()
  }

  #hear(news: News): void {
    const {state} = this.#session
    if (news.kind === 'ask') {
      if (state && this.phase === 'talking') this.#tabs.tell({kind: 'session', state})
    } else if (news.kind === 'session') {
      this.#hearOfSession(news.state, news.replaces)
    } else if (news.session === state?.session) {
      if (news.kind === 'cleared') return this.#putAside('')
      this.conversation.seenElsewhere(news.read)
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
      this.#putAside(this.#unsent())
    }
    this.#session.adopt(theirs)
    this.#opening.wake()
    this.#talk()
  }
}
