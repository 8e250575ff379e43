import {html, nothing} from 'lit'
import type {TemplateResult} from 'lit'
import type {Strings} from '../strings.ts'
import {sendIcon} from './icons.ts'

// What browsers can fill in for the client (HTML standard, autofill; WCAG 2.2, 1.3.5).
const PURPOSES: Record<string, string> = {
  email: 'email',
  full_name: 'name',
  country: 'country-name',
}
// A story has paragraphs, and the keyboard of a phone has no Shift+Enter.
const STORY = 'description'

export interface ComposerEvents {
  typed(text: string): void
  send(): void
}

/**
 * The place to write. Enter sends and Shift+Enter breaks the line; for a client who touches the
 * screen (`touch`) Enter breaks the lines of a story.
 */
export function composer(
  closed: boolean,
  touch: boolean,
  asks: string | undefined,
  strings: Strings,
  on: ComposerEvents,
): TemplateResult {
  const story = asks === STORY && touch
  const submit = (event: Event) => {
    event.preventDefault()
    on.send()
  }
  const input = (event: Event) => {
    const box = event.currentTarget as HTMLTextAreaElement
    on.typed(box.value)
    fit(box)
  }
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || story) return
    submit(event)
  }
  return html`<form class="composer" ?hidden=${closed} @submit=${submit}>
    <label class="unseen" for="text">${strings.message}</label>
    <textarea
      id="text"
      rows="1"
      dir="auto"
      placeholder=${strings.placeholder}
      aria-describedby="hint"
      autocomplete=${PURPOSES[asks ?? ''] ?? 'off'}
      inputmode=${asks === 'email' ? 'email' : nothing}
      autocapitalize=${asks === 'email' ? 'none' : 'sentences'}
      enterkeyhint=${story ? 'enter' : 'send'}
      @input=${input}
      @keydown=${press}
    ></textarea>
    <button class="send" aria-label=${strings.send} title=${strings.send}>${sendIcon}</button>
    <p id="hint" class="hint">${strings.hint}</p>
  </form>`
}

/** Lets the box grow with its text, up to what the style sheet allows. */
export function fit(box: HTMLTextAreaElement): void {
  box.style.height = 'auto'
  box.style.height = `${box.scrollHeight + box.offsetHeight - box.clientHeight}px`
}
