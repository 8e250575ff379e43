import {html, nothing} from 'lit'
import type {TemplateResult} from 'lit'
import {fill} from '../strings.ts'
import type {Strings} from '../strings.ts'
import {chatIcon} from './icons.ts'

/** The button that opens the panel, with the number of messages that wait there. */
export function launcher(
  unread: number,
  open: boolean,
  strings: Strings,
  press: (event: Event) => void,
): TemplateResult {
  const news = unread === 1 ? strings.oneUnread : fill(strings.unread, {count: unread})
  return html`<button
      type="button"
      class="launcher"
      part="launcher"
      aria-haspopup="dialog"
      ?hidden=${open}
      @click=${press}
    >
      ${chatIcon}<span>${strings.launcher}</span>${unread
        ? html`<span class="badge" aria-hidden="true">${unread > 99 ? '99+' : unread}</span>`
        : nothing}
    </button>
    <span class="unseen" role="status">${unread && !open ? news : nothing}</span>`
}
