import {html} from 'lit'
import type {TemplateResult} from 'lit'
import type {Strings} from '../strings.ts'
import {downIcon} from './icons.ts'

export function typingDots(strings: Strings): TemplateResult {
  return html`<p class="typing">
    <i></i><i></i><i></i><span class="unseen">${strings.typing}</span>
  </p>`
}

export function jumpButton(strings: Strings, jump: () => void): TemplateResult {
  return html`<div class="jump">
    <button type="button" class="choice" @click=${jump}>${downIcon}${strings.newMessages}</button>
  </div>`
}
