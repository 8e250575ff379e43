import {html} from 'lit'
import type {TemplateResult} from 'lit'
import {Problem} from '../chat/problem.ts'
import type {Strings} from '../strings.ts'

export interface ClearingEvents {
  /** Clears the chat. What it raises is shown. */
  clear(): Promise<void>
  changed(): void
}

/** The question before a chat is deleted. */
export class Clearing {
  asks = false
  #problem: string | undefined
  #on: ClearingEvents

  constructor(on: ClearingEvents) {
    this.#on = on
  }

  ask(asks: boolean): void {
    this.asks = asks
    this.#problem = undefined
    this.#on.changed()
  }

  render(strings: Strings): TemplateResult {
    const problem = this.#problem ?? strings.clearAsk
    return html`<div class="question" role="alertdialog" aria-labelledby="clear-ask">
      <p id="clear-ask">${problem || strings.failed}</p>
      <button type="button" class="choice" @click=${() => this.ask(false)}>
        ${strings.clearNo}
      </button>
      <button type="button" class="choice danger" @click=${() => void this.#clear()}>
        ${strings.clearYes}
      </button>
    </div>`
  }

  async #clear(): Promise<void> {
    try {
      await this.#on.clear()
      this.ask(false)
    } catch (error) {
      this.#problem = error instanceof Problem ? error.reason : ''
      this.#on.changed()
    }
  }
}
