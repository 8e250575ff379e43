import {html, nothing} from 'lit'
import type {TemplateResult} from 'lit'
import {readPieces} from './rich-text.ts'

/** An assistant's sentence as nodes: text, bold text and links. */
export function pieces(text: string): (TemplateResult | string)[] {
  return readPieces(text).map(({text, bold, href}) => {
    const words = href ? link(text, href) : text
    return bold ? html`<strong>${words}</strong>` : words
  })
}

/** A link. A page opens beside this one, so that the chat stays. */
export function link(words: unknown, href: string): TemplateResult {
  const page = /^http/i.test(href)
  return html`<a href=${href} target=${page ? '_blank' : nothing} rel="noopener noreferrer">${words}</a>`
}
