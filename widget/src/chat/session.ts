import {readProblem, Problem} from './problem.ts'
import type {Store} from './store.ts'
import {within} from './within.ts'

/** What makes a session go on after a reload or in another tab. */
export interface SessionState {
  token: string
  session: string
  /** The last event that the page was told of: replayed ones are no news to it. */
  heard: number
  /** The last event that the client has seen in an open panel. */
  read: number
}

const NAME = 'session'
const TOKEN_HEADER = 'Redress-Token'
const ANSWER_SECONDS = 30

/**
 * One session with the server, or none yet. All requests to the server go through here; each
 * raises Problem when it is refused, and what fetch raises when it does not get through.
 */
export class Session {
  #state: SessionState | undefined
  #store: Store
  #server: string
  #renewed: (state: SessionState) => void

  /** `renewed` is called when the server replaces the token. */
  constructor(server: string, store: Store, renewed: (state: SessionState) => void) {
    this.#server = server
    this.#store = store
    this.#renewed = renewed
    this.#state = store.read(NAME)
  }

  get state(): SessionState | undefined {
    return this.#state
  }

  /** Goes on with this session, and after a reload too; undefined ends it. */
  adopt(state: SessionState | undefined): void {
    this.#state = state
    this.#store.write(NAME, state)
  }

  mark(progress: Partial<Pick<SessionState, 'heard' | 'read'>>): void {
    this.adopt({...this.#state!, ...progress})
  }

  /** Opens a session, to be adopted; `timezone` is the browser's, an IANA name. */
  async open(
    locale: string,
    timezone: string | undefined,
    signal: AbortSignal,
  ): Promise<SessionState> {
    const asking = {locale, timezone}
    const response = await this.#ask('/sessions', 'POST', signal, asking)
    const {token, session} = await response.json()
    return {token, session, heard: 0, read: 0}
  }

  /** Deletes the session on the server. One that is gone already is as good as deleted. */
  async clear(signal: AbortSignal): Promise<void> {
    try {
      await this.#ask('/sessions', 'DELETE', signal)
    } catch (error) {
      if (!(error instanceof Problem && error.ended)) throw error
    }
  }

  async post(message: object, signal: AbortSignal): Promise<void> {
    await this.#ask('/messages', 'POST', signal, message)
  }

  /** The event stream from `after` on, with the client's own messages in it. */
  listen(after: number, signal: AbortSignal): Promise<Response> {
    return this.#fetch(`/events?after=${after}&history=1`, 'GET', signal)
  }

  #ask(path: string, method: string, signal: AbortSignal, body?: object): Promise<Response> {
    return within(ANSWER_SECONDS, signal, (inner) => this.#fetch(path, method, inner, body))
  }

  async #fetch(
    path: string,
    method: string,
    signal: AbortSignal,
    body?: object,
  ): Promise<Response> {
    const asked = this.#state
    const headers: Record<string, string> = {}
    if (asked) headers.Authorization = `Bearer ${asked.token}`
    if (body) headers['Content-Type'] = 'application/json'
    const response = await fetch(this.#server + path, {
      method,
      headers,
      body: JSON.stringify(body),
      cache: 'no-store',
      credentials: 'omit',
      signal,
    })
    const token = response.headers.get(TOKEN_HEADER)
    if (token && this.#state && this.#state.session === asked?.session) {
      this.adopt({...this.#state, token})
      this.#renewed(this.#state)
    }
    if (!response.ok) throw await readProblem(response)
    return response
  }
}
