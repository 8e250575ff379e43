// As in the style sheet: there the panel fills the screen.
const SMALL = '(max-width: 520px), (max-height: 480px)'

/**
 * Opens and closes the panel's dialog. On a small screen it is modal, for it covers the page;
 * beside a page it is not, and the page can be used as before.
 */
export class Panel {
  #dialog: HTMLDialogElement
  #small = matchMedia(SMALL)
  #stop = new AbortController()

  constructor(dialog: HTMLDialogElement) {
    this.#dialog = dialog
    const {signal} = this.#stop
    this.#small.addEventListener('change', () => this.#reopen(), {signal})
    const fit = () => this.#fit()
    visualViewport?.addEventListener('resize', fit, {signal})
    visualViewport?.addEventListener('scroll', fit, {signal})
  }

  stop(): void {
    this.#stop.abort()
  }

  set open(open: boolean) {
    if (open === this.#dialog.open) return
    if (!open) this.#dialog.close()
    else if (this.#small.matches) this.#dialog.showModal()
    // Not show(): that would take the focus, also from a page that has just loaded.
    else this.#dialog.open = true
    this.#fit()
  }

  #reopen(): void {
    if (!this.#dialog.open) return
    const root = this.#dialog.getRootNode() as ShadowRoot
    const focused = root.activeElement as HTMLElement | null
    this.open = false
    this.open = true
    focused?.focus()
  }

  /** The keyboard of a phone covers a part of the screen that only this viewport leaves out. */
  #fit(): void {
    const {height, offsetTop} = visualViewport ?? {height: innerHeight, offsetTop: 0}
    this.#dialog.style.setProperty('--seen-height', `${height}px`)
    this.#dialog.style.setProperty('--seen-top', `${offsetTop}px`)
  }
}
