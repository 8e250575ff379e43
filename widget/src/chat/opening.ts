import {Problem} from './problem.ts'
import type {Session, SessionState} from './session.ts'
import {BackOff, Sleep} from './wait.ts'

// Another tab answers within a few milliseconds, if there is one.
const TABS_MILLISECONDS = 50

/** Opens a session with the server, however often that takes. */
export class Opening {
  #session: Session
  #locale: string
  #sleep = new Sleep()
  #tabsUntil = performance.now() + TABS_MILLISECONDS

  constructor(session: Session, locale: string) {
    this.#session = session
    this.#locale = locale
  }

  /** The new session, or nothing if `wanted()` turned false: another tab may have had one. */
  async open(
    signal: AbortSignal,
    wanted: () => boolean,
    failed: (reason: string) => void,
  ): Promise<SessionState | undefined> {
    const backOff = new BackOff()
    let {timeZone: timezone}: {timeZone?: string | undefined} =
      Intl.DateTimeFormat().resolvedOptions()
    let wait = this.#tabsUntil - performance.now()
    for (;;) {
      if (wait > 0) await this.#sleep.for(wait)
      if (signal.aborted || !wanted()) return undefined
      try {
        const state = await this.#session.open(this.#locale, timezone, signal)
        return wanted() ? state : undefined
      } catch (error) {
        if (signal.aborted) return undefined
        const problem = error instanceof Problem ? error : undefined
        // The server may not know the time zone of a newer browser.
        if (problem?.status === 422) timezone = undefined
        wait = problem?.wait ?? backOff.next()
        failed(problem?.reason ?? '')
      }
    }
  }

  /** Tries now, or sees now that no session is wanted any more. */
  wake(): void {
    this.#sleep.wake()
  }
}
