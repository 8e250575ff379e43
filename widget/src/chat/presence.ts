const AWAY_MILLISECONDS = 60_000

export interface PresenceEvents {
  /** The network is back, or the client looks at the page again. */
  back(): void
  /** The network is gone. */
  offline(): void
  /** The client has not looked at the page for a minute. */
  away(): void
}

/**
 * Watches the network and the page's visibility. A page that nobody looks at lets go of its
 * stream, because a browser opens only a few connections to one server, for all its tabs.
 */
export class Presence {
  #stop = new AbortController()
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(on: PresenceEvents) {
    const {signal} = this.#stop
    const seen = () => {
      clearTimeout(this.#timer)
      if (document.hidden) this.#timer = setTimeout(() => on.away(), AWAY_MILLISECONDS)
      else on.back()
    }
    addEventListener('online', () => on.back(), {signal})
    addEventListener('offline', () => on.offline(), {signal})
    addEventListener('pageshow', seen, {signal})
    document.addEventListener('visibilitychange', seen, {signal})
  }

  get online(): boolean {
    return navigator.onLine
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#stop.abort()
  }
}
