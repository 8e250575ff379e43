import {html, nothing} from 'lit'
import type {TemplateResult} from 'lit'
import type {Chat} from '../chat/chat.ts'
import type {Strings} from '../strings.ts'

/** What the client should know of the connection, in one sentence, and what to do about it. */
export function notice(
  chat: Chat | undefined,
  strings: Strings,
  startAgain: () => void,
): TemplateResult {
  return html`<div class="notice" role="status">${chat ? content(chat, strings, startAgain) : nothing}</div>`
}

function content(
  chat: Chat,
  strings: Strings,
  startAgain: () => void,
): TemplateResult | typeof nothing {
  if (chat.phase === 'ended') {
    return sentence(chat.problem || strings.ended, strings.startAgain, startAgain)
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

/** The question before a chat is deleted. */
export function clearQuestion(
  problem: string,
  strings: Strings,
  answer: (yes: boolean) => void,
): TemplateResult {
  return html`<div class="question" role="alertdialog" aria-labelledby="clear-ask">
    <p id="clear-ask">${problem || strings.clearAsk}</p>
    <button type="button" class="choice" @click=${() => answer(false)}>${strings.clearNo}</button>
    <button type="button" class="choice danger" @click=${() => answer(true)}>
      ${strings.clearYes}
    </button>
  </div>`
}
