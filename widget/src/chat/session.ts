import {readProblem, Problem} from './problem.ts'
import type {Shelf} from './shelf.ts'

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

/** One session with the server, or none yet. All requests to the server go through here. */
export class Session {
  #state: SessionState | undefined
  #shelf: Shelf
  #server: string
  #renewed: (state: SessionState) => void

  /** `renewed` is called when the server replaces the token. */
  constructor(server: string, shelf: Shelf, renewed: (state: SessionState) => void) {
    this.#server = server
    this.#shelf = shelf
    this.#renewed = renewed
    this.#state = readState(shelf.get(NAME))
  }

  get state(): SessionState | undefined {
    return this.#state
  }

  /** Opens a session, to be adopted. Raises Problem, or what fetch raises. */
  async open(locale: string, signal: AbortSignal): Promise<SessionState> {
    const response = await this.#fetch('/sessions', 'POST', signal, {locale})
    const {token, session} = await response.json()
    return {token, session, heard: 0, read: 0}
  }

  /** Goes on with this session, and after a reload too. */
  adopt(state: SessionState): SessionState {
    this.#state = state
    this.#shelf.set(NAME, JSON.stringify(state))
    return state
  }

  mark(progress: Partial<Pick<SessionState, 'heard' | 'read'>>): void {
    if (this.#state) this.adopt({...this.#state, ...progress})
  }

  drop(): void {
    this.#state = undefined
    this.#shelf.remove(NAME)
  }

  /** Deletes the session on the server. One that is gone already is as good as deleted. */
  async clear(signal: AbortSignal): Promise<void> {
    try {
      await this.#fetch('/sessions', 'DELETE', signal)
    } catch (error) {
      if (!(error instanceof Problem && error.ended)) throw error
    }
  }

  async post(message: object, signal: AbortSignal): Promise<void> {
    await this.#fetch('/messages', 'POST', signal, message)
  }

  /** The event stream from `after` on, with the client's own messages in it. */
  async listen(after: number, signal: AbortSignal): Promise<Response> {
    return this.#fetch(`/events?after=${after}&history=1`, 'GET', signal)
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
      body: body && JSON.stringify(body),
      cache: 'no-store',
      credentials: 'omit',
      signal,
    })
    this.#renew(asked, response.headers.get(TOKEN_HEADER))
    if (!response.ok) throw await readProblem(response)
    return response
  }

  #renew(asked: SessionState | undefined, token: string | null): void {
    if (!token || !asked || this.#state?.session !== asked.session) return
    this.#renewed(this.adopt({...this.#state, token}))
  }
}

function readState(kept: string | null): SessionState | undefined {
  try {
    const state = JSON.parse(kept ?? 'null')
    return state?.token && state.session ? {heard: 0, read: 0, ...state} : undefined
  } catch {
    return undefined
  }
}
