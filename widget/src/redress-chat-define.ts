import {RedressChat} from './redress-chat.ts'

customElements.define('redress-chat', RedressChat)

declare global {
  interface HTMLElementTagNameMap {
    'redress-chat': RedressChat
  }
}

export type {RedressChat}
