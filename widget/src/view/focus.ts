/**
 * Where the focus goes in one shadow root. A finger gets no keyboard pushed up that it did not
 * ask for: after a touch the conversation takes the focus in place of the text box.
 */
export class Focus {
  /** The client's last pointer was a finger. */
  touched = false
  #root: ShadowRoot
  #touch = false

  constructor(root: ShadowRoot) {
    this.#root = root
    root.addEventListener('pointerdown', (event) => {
      this.touched = this.#touch = (event as PointerEvent).pointerType === 'touch'
    })
    root.addEventListener('keydown', () => (this.#touch = false))
  }

  /** The one element that a selector finds in the widget. */
  part<T extends HTMLElement = HTMLElement>(selector: string): T {
    return this.#root.querySelector<T>(selector)!
  }

  get text(): HTMLTextAreaElement {
    return this.part('textarea')
  }

  get isInside(): boolean {
    return this.#root.activeElement !== null
  }

  /** Whether what has the focus is gone, or is no longer to be seen. */
  get isLost(): boolean {
    return !(this.#root.activeElement as HTMLElement | null)?.offsetParent
  }

  /** Ready for the client's next message, where one can be written. */
  toText(): void {
    if (this.#touch || !this.text.offsetParent) this.part('.scroll').focus()
    else this.text.focus()
  }

  /** To a card that has just come, unless the client is busy with something else. */
  toNewestCard(): void {
    const {activeElement} = this.#root
    const waits = activeElement === this.text ? !this.text.value : activeElement?.matches('.scroll')
    const headings = this.#root.querySelectorAll<HTMLElement>('.card h3')
    if (waits) headings[headings.length - 1]?.focus({preventScroll: true})
  }
}
