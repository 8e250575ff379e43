import {RedressChat} from './redress-chat.ts'

if (!customElements.get('redress-chat')) customElements.define('redress-chat', RedressChat)

declare global {
  interface HTMLElementTagNameMap {
    'redress-chat': RedressChat
  }
}

export type {RedressChat}
