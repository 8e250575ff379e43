import {LitElement, html, nothing, unsafeCSS} from 'lit'
import type {PropertyValues, TemplateResult} from 'lit'
import {Chat} from './chat/chat.ts'
import {openStore} from './chat/store.ts'
import type {Store} from './chat/store.ts'
import type {ToldEntry} from './chat/transcript.ts'
import type {Turn} from './chat/unread.ts'
import {withStrings} from './strings.ts'
import type {Strings} from './strings.ts'
import controlStyle from './style/controls.css?inline'
import hostStyle from './style/host.css?inline'
import logStyle from './style/log.css?inline'
import panelStyle from './style/panel.css?inline'
import {announce, announcement} from './view/announcement.ts'
import {Clearing} from './view/clearing.ts'
import {copyText} from './view/clipboard.ts'
import {composer, fit} from './view/composer.ts'
import {Dates} from './view/dates.ts'
import {entryItems} from './view/entries.ts'
import {Focus} from './view/focus.ts'
import {header, progressBar} from './view/header.ts'
import {launcher} from './view/launcher.ts'
import {jumpButton, typingDots} from './view/log.ts'
import {notice} from './view/notice.ts'
import {Panel} from './view/panel.ts'
import {printReceipt} from './view/receipt.ts'
import {Scrolling} from './view/scrolling.ts'
import type {View} from './view/view.ts'

const SCRIPT = (document.currentScript as HTMLScriptElement | null)?.src
// A live region is heard from a moment after it has appeared.
const REGION_MILLISECONDS = 200

/**
 * `<redress-chat>`: a launcher, and a panel in which a client files a complaint.
 *
 * Its attributes, events, strings and custom properties are described in README.md.
 */
export class RedressChat extends LitElement {
  static override properties = {
    server: {},
    open: {type: Boolean, reflect: true},
    persist: {type: Boolean},
    hours: {},
    strings: {type: Object},
  }

  static override styles = unsafeCSS(hostStyle + controlStyle + panelStyle + logStyle)

  /** Address of the channel; by default the folder that the script came from. */
  declare server: string | undefined
  declare open: boolean
  /** Keep the session, the draft and unsent messages when the tab is closed. */
  declare persist: boolean
  /** When people can be reached, in words. */
  declare hours: string | undefined
  /** Words in place of the English ones. */
  declare strings: Partial<Strings> | undefined

  #chat: Chat | undefined
  #store: Store | undefined
  #panel: Panel | undefined
  #scrolling: Scrolling | undefined
  #words = withStrings(undefined)
  #dates = new Dates('')
  #focus!: Focus
  #copied: View['copied']
  #clearing = new Clearing({
    clear: () => this.#chat!.clear(),
    changed: () => this.#focusQuestion(),
  })
  #focused = false
  #openedAt = 0
  #length = 0

  constructor() {
    super()
    this.open = false
    this.persist = false
  }

  /** Opens the panel and takes the focus there. */
  show(): void {
    this.open = true
    void this.updateComplete.then(() => this.#focus.toText())
  }

  /** Closes the panel. The focus goes back to the launcher if it was in the panel. */
  hide(): void {
    const focused = this.#focus.isInside
    this.open = false
    void this.updateComplete.then(() => focused && this.#focus.part('.launcher').focus())
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot()
    this.#focus = new Focus(root as ShadowRoot)
    return root
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.requestUpdate()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#leave()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('strings')) this.#words = withStrings(this.strings)
    if (changed.has('server') || changed.has('persist')) this.#leave()
    if (!this.#chat && this.isConnected) this.#join()
    this.#focused = this.#focus.isInside
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!this.isConnected) return
    if (!this.#panel) this.#equip()
    if (changed.has('open')) this.#turn(changed.get('open') !== undefined)
    this.#follow()
    // A button that has done its work is gone, with the focus: a keyboard needs a place to be.
    if (this.open && this.#focused && this.#focus.isLost) this.#focus.toText()
  }

  protected override render(): TemplateResult {
    const chat = this.#chat
    const words = this.#words
    const talk = chat?.conversation
    const entries = talk?.transcript.entries ?? []
    const asks = entries.findLast((entry) => entry.kind === 'told')?.asks
    return html`${launcher(talk?.unread.count ?? 0, this.open, words, () => this.show())}
      <dialog
        part="panel"
        aria-labelledby="title"
        @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && this.#escape(event)}
        @cancel=${(event: Event) => this.#escape(event)}
      >
        ${header(words, {clear: () => this.#clearing.ask(true), close: () => this.hide()})}
        ${progressBar(entries, words)}
        <div class="unseen" role="log" aria-label=${words.conversation} aria-live="polite"></div>
        <div class="scroll" role="region" aria-label=${words.conversation} tabindex="0">
          ${this.hours ? html`<p class="hours">${this.hours}</p>` : nothing}
          <ol role="list">
            ${entryItems(entries, Boolean(chat?.online && !chat.lost), this.#view)}
          </ol>
          ${talk?.typing ? typingDots(words) : nothing}
        </div>
        ${this.#scrolling?.missed ? jumpButton(words, () => this.#scrolling!.toEnd()) : nothing}
        ${this.#clearing.asks ? this.#clearing.render(words) : notice(chat, words)}
        ${composer(chat?.phase === 'ended', this.#focus.touched, asks, words, {
          typed: (text) => (chat!.draft = text),
          send: () => this.#write(),
        })}
      </dialog>`
  }

  get #view(): View {
    const [strings, dates] = [this.#words, this.#dates]
    return {
      strings,
      dates,
      copied: this.#copied,
      press: (title, payload) => this.#press(title, payload),
      rewrite: (id) => this.#rewrite(id),
      copy: (source, reference) => void this.#copy(source, reference),
      print: (card) => printReceipt(card, strings, dates, this.renderRoot),
    }
  }

  // Life

  #join(): void {
    const server = (this.server ?? SCRIPT?.replace(/\/[^/]*$/, '') ?? '').replace(/\/+$/, '')
    const locale = this.closest('[lang]')?.getAttribute('lang') || navigator.language
    this.#dates = new Dates(locale)
    this.#store = openStore(server, this.persist)
    this.open = this.#store.read('open') ?? this.open
    this.#chat = new Chat(server, this.#store, locale, {
      changed: () => this.requestUpdate(),
      told: (entry) => this.#told(entry),
      turn: (turn) => this.#announce(turn),
      cleared: () => this.#cleared(),
    })
  }

  #leave(): void {
    this.#chat?.stop()
    this.#chat = undefined
    if (!this.#panel) return
    this.#panel.open = false
    this.#panel.stop()
    this.#panel = undefined
    this.#scrolling?.stop()
  }

  #equip(): void {
    this.#panel = new Panel(this.#focus.part('dialog'))
    this.#scrolling = new Scrolling(this.#focus.part('.scroll'), () => this.requestUpdate())
    this.#panel.open = this.open
    this.#chat!.reading = this.open
    this.#writeDraft()
  }

  #turn(byClient: boolean): void {
    this.#panel!.open = this.open
    this.#openedAt = performance.now()
    this.#chat!.reading = this.open
    if (this.open) this.#scrolling!.toEnd()
    if (!byClient) return
    this.#store!.write('open', this.open)
    this.#tell(this.open ? 'opened' : 'closed')
  }

  // What the chat tells

  #told(entry: ToldEntry): void {
    const {asks, card} = entry
    this.#tell('message', {from: 'assistant', asks, card: card?.type})
    if (card?.type === 'receipt') this.#tell('filed', {reference: card.reference})
  }

  #announce(turn: Turn): void {
    const wait = this.#openedAt + REGION_MILLISECONDS - performance.now()
    setTimeout(() => announce(this.#focus.part('[role=log]'), announcement(turn, this.#words)), wait)
    const card = turn.messages.find((message) => message.card?.type !== 'support')?.card
    if (card) void this.updateComplete.then(() => this.#focus.toNewestCard())
  }

  #cleared(): void {
    this.#length = 0
    this.#copied = undefined
    this.#writeDraft()
    this.#tell('cleared')
  }

  #tell(name: string, detail: object = {}): void {
    this.dispatchEvent(new CustomEvent(`redress:${name}`, {detail, bubbles: true, composed: true}))
  }

  /** Keeps what is new in view. */
  #follow(): void {
    const {entries} = this.#chat!.conversation.transcript
    if (this.open && entries.length > this.#length) {
      const asked = entries.findLastIndex((entry) => entry.kind === 'said')
      this.#scrolling!.follow(this.#focus.part('ol').children[asked + 1] as HTMLElement | undefined)
    } else this.#scrolling!.stay()
    this.#length = entries.length
  }

  #writeDraft(): void {
    if (!this.hasUpdated) return
    this.#focus.text.value = this.#chat!.draft
    fit(this.#focus.text)
  }

  // What the client does

  #write(): void {
    const {text} = this.#focus
    text.focus()
    if (!text.value.trim()) return
    const {value} = text
    this.#chat!.draft = ''
    this.#writeDraft()
    this.#say(value)
  }

  #press(title: string, payload: string): void {
    this.#say(title, payload)
    this.#focus.toText()
  }

  #say(text: string, payload?: string): void {
    this.#scrolling!.toEnd()
    this.#chat!.say(text, payload)
    this.#tell('message', {from: 'client'})
  }

  #rewrite(id: string): void {
    const text = this.#chat!.takeBack(id)
    this.#chat!.draft = [this.#chat!.draft, text].filter(Boolean).join('\n')
    this.#writeDraft()
    this.#focus.text.focus()
  }

  async #copy(source: Element, reference: string): Promise<void> {
    this.#copied = {reference, worked: await copyText(source)}
    this.requestUpdate()
  }

  /** Into the question before a chat is deleted, and back to where it was asked for. */
  #focusQuestion(): void {
    this.requestUpdate()
    void this.updateComplete.then(() =>
      this.#focus.part(this.#clearing.asks ? '.question button' : '.clear').focus(),
    )
  }

  #escape(event: Event): void {
    event.preventDefault()
    if (this.#clearing.asks) this.#clearing.ask(false)
    else this.hide()
  }
}
