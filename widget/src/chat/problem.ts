/** A refusal by the server: its reason is a sentence for people (RFC 9457). */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly reason: string,
    /** Milliseconds that the server asks to wait, from Retry-After. */
    readonly wait: number | undefined,
  ) {
    super(reason)
  }

  /** The session does not exist any more, or the token is not one of its own. */
  get ended(): boolean {
    return this.status === 401
  }

  /** The same request may well be taken later. */
  get passing(): boolean {
    return this.status === 429 || this.status >= 500 || this.status === 408
  }
}

/** Reads a refusal. A body that is no problem document leaves the reason empty. */
export async function readProblem(response: Response): Promise<Problem> {
  let reason = ''
  try {
    const body: {reason?: unknown; detail?: unknown} = await response.json()
    const told = body.reason ?? body.detail
    if (typeof told === 'string') reason = told
  } catch {
    // A proxy's page, or nothing.
  }
  const seconds = Number(response.headers.get('retry-after'))
  return new Problem(response.status, reason, seconds > 0 ? seconds * 1000 : undefined)
}
