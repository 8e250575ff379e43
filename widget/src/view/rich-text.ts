/** A piece of an assistant's sentence: plain, bold, or a link. */
export interface Piece {
  text: string
  bold?: boolean
  href?: string
}

const SAFE = /^(?:https?:\/\/[^/]|mailto:[^\s]|tel:[+\d])/i
const URL_TEXT = String.raw`(?:https?:\/\/|mailto:|tel:)[^\s<>"]+`
// Nobody reads mail at example.com (RFC 2606): it shows how an address looks.
const MARK = new RegExp(
  [
    String.raw`\*\*(?<bold>\S(?:[^\n]*?\S)?)\*\*`,
    String.raw`\[(?<label>[^\]\n]+)\]\((?<target>[^\s()]+(?:\([^\s()]*\)[^\s()]*)*)\)`,
    String.raw`(?<![\w:])(?<url>${URL_TEXT})`,
    String.raw`(?<mail>[\w.+-]+@(?!example\.)[\w-]+(?:\.[\w-]+)+)`,
  ].join('|'),
  'gi',
)

/** The address if a link may lead there: http, https, mailto and tel, and nothing that runs. */
export function safeHref(address: string): string | undefined {
  return SAFE.test(address) ? address : undefined
}

/**
 * Reads **bold**, [words](address) and bare addresses. Everything else, HTML and links that
 * are not safe included, stays the text that it is.
 */
export function readPieces(text: string): Piece[] {
  const pieces: Piece[] = []
  let after = 0
  for (const match of text.matchAll(MARK)) {
    const found = readMark(match)
    if (!found) continue
    const [length, piece] = found
    if (match.index > after) pieces.push({text: text.slice(after, match.index)})
    pieces.push(...piece)
    after = match.index + length
  }
  if (after < text.length) pieces.push({text: text.slice(after)})
  return pieces
}

function readMark(match: RegExpMatchArray): [number, Piece[]] | undefined {
  const {bold, label, target, url, mail} = match.groups!
  const whole = match[0].length
  if (bold) return [whole, readPieces(bold).map((piece) => ({...piece, bold: true}))]
  if (label) {
    const href = safeHref(target!)
    return href ? [whole, [{text: label, href}]] : undefined
  }
  if (mail) return [whole, [{text: mail, href: `mailto:${mail}`}]]
  // The full stop or bracket after an address belongs to the sentence.
  const address = trimEnd(url!)
  const href = safeHref(address)
  return href ? [address.length, [{text: address.replace(/^(?:mailto|tel):/i, ''), href}]] : undefined
}

function trimEnd(url: string): string {
  let end = url.replace(/[.,;:!?'*_]+$/, '')
  while (end.endsWith(')') && !end.includes('(')) end = end.slice(0, -1).replace(/[.,;:!?'*_]+$/, '')
  return end
}
