import {html, nothing} from 'lit'
import type {TemplateResult} from 'lit'
import type {Entry} from '../chat/transcript.ts'
import {fill} from '../strings.ts'
import type {Strings} from '../strings.ts'
import {chatIcon, clearIcon, closeIcon} from './icons.ts'

export interface HeaderEvents {
  clear(): void
  close(): void
}

export function header(strings: Strings, on: HeaderEvents): TemplateResult {
  return html`<div class="head">
    <span class="mark">${chatIcon}</span>
    <div class="titles">
      <h2 id="title">${strings.title}</h2>
      <p>${strings.subtitle}</p>
    </div>
    <button
      type="button"
      class="bare clear"
      aria-label=${strings.clear}
      title=${strings.clear}
      @click=${() => on.clear()}
    >
      ${clearIcon}
    </button>
    <button
      type="button"
      class="bare"
      aria-label=${strings.closeChat}
      title=${strings.closeChat}
      @click=${() => on.close()}
    >
      ${closeIcon}
    </button>
  </div>`
}

/** How far this client is, as long as a question is open. */
export function progressBar(
  entries: readonly Entry[],
  strings: Strings,
): TemplateResult | typeof nothing {
  const last = entries.findLast((entry) => entry.kind === 'told')
  if (!last?.progress) return nothing
  const {step, of} = last.progress
  return html`<div class="progress">
    <p id="step">${fill(strings.step, {step, of})}</p>
    <progress max=${of} value=${step} aria-labelledby="step"></progress>
  </div>`
}
