import {html, nothing} from 'lit'
import type {TemplateResult} from 'lit'
import type {Chat} from '../chat/chat.ts'
import type {Strings} from '../strings.ts'

/** What the client should know of the connection, in one sentence, and what to do about it. */
export function notice(
  chat: Chat | undefined,
  strings: Strings,
): TemplateResult {
  return html`<div class="notice" role="status">${chat && content(chat, strings)}</div>`
}

function content(chat: Chat, strings: Strings): TemplateResult | typeof nothing {
  if (chat.phase === 'ended') {
    return sentence(chat.problem || strings.ended, strings.startAgain, () => chat.startAgain())
  }
  if (!chat.online) return sentence(strings.offline)
  if (chat.lost) {
    return sentence(chat.problem || strings.lost, strings.tryAgain, () => chat.tryAgain())
  }
  return chat.problem ? sentence(chat.problem) : nothing
}

function sentence(words: string, action?: string, act?: () => void): TemplateResult {
  return html`<p>${words}</p>
    ${action
      ? html`<button type="button" class="link" @click=${act}>${action}</button>`
      : nothing}`
}
