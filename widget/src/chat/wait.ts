/** How long to wait before the next try, in milliseconds: doubled each time, with some chance
 * in it, so that clients of a server that comes back do not all come at once. */
export class BackOff {
  #tries = 0

  constructor(
    readonly first = 500,
    readonly longest = 15_000,
  ) {}

  next(): number {
    const full = Math.min(this.longest, this.first * 2 ** this.#tries++)
    return full * (0.5 + Math.random() / 2)
  }

  reset(): void {
    this.#tries = 0
  }
}

/** A sleep that `wake` cuts short. One sleeper at a time. */
export class Sleep {
  #wake: (() => void) | undefined

  async for(milliseconds: number): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined
    await new Promise<void>((done) => {
      this.#wake = done
      timer = setTimeout(done, milliseconds)
    })
    clearTimeout(timer)
    this.#wake = undefined
  }

  wake(): void {
    this.#wake?.()
  }
}
