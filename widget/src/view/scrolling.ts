// Closer than this to the end, in pixels, counts as being there.
const NEAR = 60

/**
 * Keeps the end of the conversation in view as long as the client is there, and leaves the
 * client alone who has scrolled up to read.
 */
export class Scrolling {
  /** There is something below that the client has not scrolled to. */
  missed = false
  #box: HTMLElement
  #atEnd = true
  #sizes: ResizeObserver
  #changed: () => void

  constructor(box: HTMLElement, changed: () => void) {
    this.#box = box
    this.#changed = changed
    box.addEventListener('scroll', () => this.#look(), {passive: true})
    // The keyboard of a phone takes half of the box.
    this.#sizes = new ResizeObserver(() => this.stay())
    this.#sizes.observe(box)
  }

  stop(): void {
    this.#sizes.disconnect()
  }

  toEnd(): void {
    this.#box.scrollTop = this.#box.scrollHeight
    this.#atEnd = true
  }

  /** Something has grown or shrunk: whoever was at the end stays there. */
  stay(): void {
    if (this.#atEnd) this.toEnd()
  }

  /** Something new stands at the end; `first` is the first element of an answer there. */
  follow(first: HTMLElement | undefined): void {
    if (!this.#atEnd) {
      this.missed = true
      this.#changed()
      return
    }
    this.toEnd()
    // An answer that is longer than the box is read from its beginning.
    if (first) this.#box.scrollTop = Math.min(this.#box.scrollTop, first.offsetTop - 8)
    this.#look()
  }

  #look(): void {
    const {scrollTop, scrollHeight, clientHeight} = this.#box
    this.#atEnd = scrollHeight - scrollTop - clientHeight < NEAR
    if (this.#atEnd && this.missed) {
      this.missed = false
      this.#changed()
    }
  }
}
