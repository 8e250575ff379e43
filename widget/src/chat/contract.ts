// What the server sends and takes: docs/contracts/chat.md.

export interface Button {
  title: string
  payload: string
}

export interface ReviewRow {
  slot: string
  label: string
  value: string
  edit_payload: string
}

export interface ReviewCard {
  type: 'review'
  rows: ReviewRow[]
}

/** `received_at` is a date and time of ISO 8601, the other two are dates. */
export interface ReceiptCard {
  type: 'receipt'
  reference: string
  received_at: string
  acknowledge_by: string
  resolve_by: string
}

export interface SupportCard {
  type: 'support'
  topic: string
  title: string
  url: string
}

export type Card = ReviewCard | ReceiptCard | SupportCard

/** The data of `event: message`. `at` (ISO 8601) comes with a replay. */
export interface Told {
  text: string
  buttons?: Button[]
  card?: Card
  asks?: string
  progress?: {step: number; of: number}
  in_reply_to?: string
  at?: string
}

/** The data of `event: said`: what the client wrote or pressed, as the ledger keeps it. */
export interface Said {
  id: string
  text: string
  typed: boolean
  at: string
}
