import {html, nothing} from 'lit'
import type {TemplateResult} from 'lit'
import type {ReceiptCard, ReviewCard, SupportCard} from '../chat/contract.ts'
import type {Choice, ToldEntry} from '../chat/transcript.ts'
import {checkIcon, copyIcon, outIcon, printIcon} from './icons.ts'
import {link} from './pieces.ts'
import {receiptDates} from './receipt.ts'
import {safeHref} from './rich-text.ts'
import type {View} from './view.ts'

/** The card of a message, if it has one that is known here. */
export function card(
  entry: ToldEntry,
  choice: Choice | undefined,
  view: View,
): TemplateResult | typeof nothing {
  switch (entry.card?.type) {
    case 'review':
      return review(entry.card, Boolean(choice?.open), view)
    case 'receipt':
      return receipt(entry.card, view)
    case 'support':
      return support(entry.card, view)
    default:
      return nothing
  }
}

function review({rows}: ReviewCard, open: boolean, {strings, press}: View): TemplateResult {
  // Values stand as they were typed, to the last character: no formatting, no trimming.
  return html`<div class="card review" role="group" aria-label=${strings.review}>
    <h3 tabindex="-1">${strings.review}</h3>
    <dl>
      ${rows.map(
        ({label, value, edit_payload: payload}) => html`<div class="row">
          <dt>${label}</dt>
          <dd class="value" dir="auto">${value}</dd>
          <dd class="edit">
            <button
              type="button"
              class="link"
              ?disabled=${!open}
              @click=${() => press(`${strings.edit} ${label}`, payload)}
            >
              ${strings.edit}<span class="unseen"> ${label}</span>
            </button>
          </dd>
        </div>`,
      )}
    </dl>
  </div>`
}

function receipt(card: ReceiptCard, {strings, dates, copied, copy, print}: View): TemplateResult {
  const {reference} = card
  const copyIt = (event: Event) => {
    const {parentElement} = (event.currentTarget as Element).parentElement!
    copy(parentElement!.querySelector('strong')!, reference)
  }
  return html`<div class="card receipt" role="group" aria-label=${strings.receipt}>
    <h3 tabindex="-1">${checkIcon}${strings.receipt}</h3>
    <p class="reference"><span>${strings.reference}</span> <strong>${reference}</strong></p>
    <dl>
      ${receiptDates(card, strings, dates).map(
        ([label, date]) => html`<div class="row">
          <dt>${label}</dt>
          <dd class="value">${date}</dd>
        </div>`,
      )}
    </dl>
    <div class="actions">
      <button type="button" class="choice" @click=${copyIt}>${copyIcon}${strings.copy}</button>
      <button type="button" class="choice" @click=${() => print(card)}>
        ${printIcon}${strings.print}
      </button>
      <span class="copied" role="status"
        >${copied?.reference !== reference
          ? nothing
          : copied.worked
            ? strings.copied
            : strings.notCopied}</span
      >
    </div>
  </div>`
}

function support({title, url}: SupportCard, {strings}: View): TemplateResult {
  const href = safeHref(url)
  if (!href) return html`<p class="card support">${title}</p>`
  const words = html`<span dir="auto">${title}</span>${outIcon}<span class="unseen">
      (${strings.opens})</span
    >`
  return html`<p class="card support">${link(words, href)}</p>`
}
