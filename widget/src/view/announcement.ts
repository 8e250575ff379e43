import type {Turn} from '../chat/unread.ts'
import {fill} from '../strings.ts'
import type {Strings} from '../strings.ts'
import {readPieces} from './rich-text.ts'

/** One turn of the assistant as a listener should hear it: once, whole, and without marks. */
export function announcement({messages}: Turn, strings: Strings): string {
  const lines: string[] = []
  for (const {text, card, buttons = [], progress} of messages) {
    if (progress) lines.push(fill(strings.step, progress))
    lines.push(
      readPieces(text)
        .map((piece) => piece.text)
        .join(''),
    )
    if (card?.type === 'support') lines.push(card.title)
    const titles = buttons.map((button) => button.title).join(', ')
    if (titles) lines.push(`${strings.choices}: ${titles}`)
  }
  return lines.filter(Boolean).join('\n')
}

const KEEP = 3

/** Adds one line to the live region. Old lines go, so that nobody reads the chat twice. */
export function announce(log: Element, words: string): void {
  const line = document.createElement('p')
  line.textContent = words
  log.append(line)
  while (log.childElementCount > KEEP) log.firstElementChild!.remove()
}
