import {html, nothing} from 'lit'
import type {TemplateResult} from 'lit'
import {isPressed} from '../chat/transcript.ts'
import type {Choice, ToldEntry} from '../chat/transcript.ts'
import {checkIcon} from './icons.ts'
import type {View} from './view.ts'

/** The buttons of a message. Used ones stay, closed, and the pressed one says so. */
export function choiceButtons(
  entry: ToldEntry,
  choice: Choice | undefined,
  view: View,
): TemplateResult | typeof nothing {
  const {buttons = [], card} = entry
  if (!buttons.length) return nothing
  const {strings} = view
  return html`<div class="choices" role="group" aria-label=${strings.choices}>
    ${buttons.map((button, index) => {
      const pressed = isPressed(button, choice?.pressed)
      const primary = card?.type === 'review' && index === 0
      return html`<button
        type="button"
        class="choice ${primary ? 'primary' : ''} ${pressed ? 'pressed' : ''}"
        ?disabled=${!choice?.open}
        @click=${() => view.press(button.title, button.payload)}
      >
        ${pressed ? checkIcon : nothing}<span dir="auto">${button.title}</span>${pressed
          ? html`<span class="unseen"> (${strings.chosen})</span>`
          : nothing}
      </button>`
    })}
  </div>`
}
