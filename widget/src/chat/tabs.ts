import type {SessionState} from './session.ts'

/** What the tabs of one site tell each other about their chat with one server. */
export type News =
  /** Has anyone a session? */
  | {kind: 'ask'}
  /** This is mine: an answer, a fresh token, or a new session in place of `replaces`. */
  | {kind: 'session'; state: SessionState; replaces?: string}
  /** The client has seen everything up to this event. */
  | {kind: 'read'; session: string; read: number}
  /** The session was cleared. */
  | {kind: 'cleared'; session: string}

/**
 * The line between tabs. It lives in memory, so a token that is kept for one tab alone still
 * reaches the next tab without being written anywhere.
 */
export class Tabs {
  #channel: BroadcastChannel | undefined

  constructor(server: string, heard: (news: News) => void) {
    if (!('BroadcastChannel' in globalThis)) return
    this.#channel = new BroadcastChannel(`redress-chat ${server}`)
    this.#channel.onmessage = (event: MessageEvent<News>) => heard(event.data)
  }

  tell(news: News): void {
    this.#channel?.postMessage(news)
  }

  close(): void {
    this.#channel?.close()
    this.#channel = undefined
  }
}
