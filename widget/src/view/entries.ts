import {html, nothing} from 'lit'
import type {TemplateResult} from 'lit'
import {choices} from '../chat/transcript.ts'
import type {Choice, Entry, SaidEntry, ToldEntry} from '../chat/transcript.ts'
import {card} from './cards.ts'
import {choiceButtons} from './choices.ts'
import {midnight} from './dates.ts'
import {pieces} from './pieces.ts'
import type {View} from './view.ts'

/**
 * The conversation as list items. It only grows at its end, so items need no keys.
 * `online`: what waits is on its way, or waits for the line.
 */
export function entryItems(entries: readonly Entry[], online: boolean, view: View): TemplateResult[] {
  const open = choices(entries)
  return entries.map((entry, index) => {
    const after = entries[index + 1]
    // One time for what was said in the same minute.
    const last = !after || view.dates.time(after.at) !== view.dates.time(entry.at)
    const {assistant, you} = view.strings
    return html`<li class=${entry.kind}>
      ${dayOf(entry, entries[index - 1], view)}<span class="unseen"
        >${entry.kind === 'told' ? assistant : you}:
      </span>
      ${entry.kind === 'told' ? told(entry, open.get(entry.number), view) : said(entry, online, view)}
      ${last ? timeOf(entry, view) : nothing}
    </li>`
  })
}

function told(entry: ToldEntry, choice: Choice | undefined, view: View): TemplateResult {
  return html`${entry.text
    ? html`<div class="bubble" dir="auto">${pieces(entry.text)}</div>`
    : nothing}${card(entry, choice, view)}${choiceButtons(entry, choice, view)}`
}

function said(entry: SaidEntry, online: boolean, {strings, rewrite}: View): TemplateResult {
  const {pending, kept, text} = entry
  const refused = pending?.refused
  return html`<div class="bubble ${kept ? '' : 'waiting'}" dir="auto">${text}</div>
    ${refused
      ? html`<p class="fate refused">
          <span><strong>${strings.notSent}.</strong> ${refused}</span>
          <button type="button" class="link" @click=${() => rewrite(entry.key)}>
            ${strings.rewrite}
          </button>
        </p>`
      : kept
        ? nothing
        : html`<p class="fate">${online ? strings.sending : strings.waiting}</p>`}`
}

function timeOf(entry: Entry, {dates}: View): TemplateResult | typeof nothing {
  if (entry.kind === 'said' && !entry.kept) return nothing
  const at = new Date(entry.at).toISOString()
  return html`<time class="at" datetime=${at}>${dates.time(entry.at)}</time>`
}

function dayOf(
  entry: Entry,
  before: Entry | undefined,
  {dates, strings}: View,
): TemplateResult | typeof nothing {
  const now = Date.now()
  const since = midnight(before ? before.at : now)
  if (midnight(entry.at) === since) return nothing
  return html`<p class="day">${dates.day(entry.at, now, strings)}</p>`
}
