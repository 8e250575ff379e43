import type {ReceiptCard} from '../chat/contract.ts'
import type {Strings} from '../strings.ts'
import type {Dates} from './dates.ts'

/** What every part of the panel is drawn with, and what it can ask for. */
export interface View {
  strings: Strings
  dates: Dates
  /** The receipt whose reference has just been copied, and whether that worked. */
  copied: {reference: string; worked: boolean} | undefined
  press(title: string, payload: string): void
  rewrite(id: string): void
  copy(source: Element, reference: string): void
  print(card: ReceiptCard): void
}
