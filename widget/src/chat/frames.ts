/** One event of a server-sent event stream. `id` is the last one that was given with it. */
export interface Frame {
  name: string
  data: string
  id: string | undefined
}

/**
 * Reads server-sent events from text that arrives in pieces (HTML standard, section 9.2.6).
 * `retry` and comments are passed over: the reconnection is the caller's. A byte order mark is
 * left to the decoder, which takes it off.
 */
export class FrameReader {
  #rest = ''
  #name = ''
  #data: string[] = []
  #id: string | undefined

  /** The events that this piece completes. */
  read(piece: string): Frame[] {
    const text = this.#rest + piece
    // A carriage return at the end may be half of a line break.
    const held = text.endsWith('\r') ? 1 : 0
    const lines = text.slice(0, text.length - held).split(/\r\n|\r|\n/)
    this.#rest = lines.pop() + (held ? '\r' : '')
    return lines.flatMap((line) => this.#take(line))
  }

  #take(line: string): Frame[] {
    if (line === '') return this.#dispatch()
    const [, field, value = ''] = /^([^:]*)(?:: ?([^]*))?$/.exec(line)!
    if (field === 'event') this.#name = value
    else if (field === 'data') this.#data.push(value)
    else if (field === 'id' && !value.includes('\0')) this.#id = value
    return []
  }

  #dispatch(): Frame[] {
    const frame = {name: this.#name || 'message', data: this.#data.join('\n'), id: this.#id}
    const empty = !this.#data.length
    this.#name = ''
    this.#data = []
    this.#id = undefined
    return empty ? [] : [frame]
  }
}
