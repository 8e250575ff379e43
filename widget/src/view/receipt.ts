import type {ReceiptCard} from '../chat/contract.ts'
import type {Strings} from '../strings.ts'
import type {Dates} from './dates.ts'

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;margin:2cm}
dt{margin-top:1em;color:#555}dd{margin:0;font-size:1.2em}`

/** The receipt's dates, each with its label. */
export function receiptDates(card: ReceiptCard, strings: Strings, dates: Dates): [string, string][] {
  return [
    [strings.received, dates.inWords(card.received_at)],
    [strings.acknowledge, dates.inWords(card.acknowledge_by)],
    [strings.resolve, dates.inWords(card.resolve_by)],
  ]
}

/**
 * Prints the receipt alone. The host page is not touched: the receipt is written, node by node,
 * into an empty frame, which is printed and taken away.
 */
export function printReceipt(card: ReceiptCard, strings: Strings, dates: Dates, parent: Node): void {
  const frame = document.createElement('iframe')
  frame.hidden = true
  frame.title = strings.receipt
  parent.appendChild(frame)
  const view = frame.contentWindow as Window & typeof globalThis
  const page = view.document
  const style = new view.CSSStyleSheet()
  style.replaceSync(STYLE)
  page.adoptedStyleSheets = [style]
  page.title = `${strings.receipt} ${card.reference}`
  const add = (parent: Node, name: string, text = ''): Node => {
    const node = page.createElement(name)
    node.textContent = text
    return parent.appendChild(node)
  }
  add(page.body, 'h1', strings.receipt)
  const list = add(page.body, 'dl')
  const rows = [[strings.reference, card.reference], ...receiptDates(card, strings, dates)]
  for (const [label, value] of rows) {
    add(list, 'dt', label)
    add(list, 'dd', value)
  }
  view.addEventListener('afterprint', () => frame.remove())
  view.print()
}
