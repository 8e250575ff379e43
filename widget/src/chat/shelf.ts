/**
 * Where a chat keeps what must survive a reload: strings under short names, in a Web Storage
 * area or, where the browser has none to give, in memory for as long as the page lives.
 */
export class Shelf {
  #storage: Storage | undefined
  #prefix: string
  #memory = new Map<string, string>()

  /** `prefix` keeps the names apart from those of other chats and of the host page. */
  constructor(storage: Storage | undefined, prefix: string) {
    this.#storage = storage
    this.#prefix = prefix
  }

  get(name: string): string | null {
    return this.#memory.get(name) ?? this.#storage?.getItem(this.#prefix + name) ?? null
  }

  set(name: string, value: string): void {
    this.#memory.set(name, value)
    try {
      this.#storage!.setItem(this.#prefix + name, value)
      this.#memory.delete(name)
    } catch {
      // Full, switched off, or none: it stays in memory.
    }
  }

  remove(name: string): void {
    this.#memory.delete(name)
    this.#storage?.removeItem(this.#prefix + name)
  }

  names(): string[] {
    const stored = Object.keys(this.#storage ?? {})
      .filter((key) => key.startsWith(this.#prefix))
      .map((key) => key.slice(this.#prefix.length))
    return [...stored, ...this.#memory.keys()]
  }
}

/**
 * The shelf of the chats with one server. Only a page that says `persist` gets one that outlives
 * the tab: a complaint's words do not belong on a shared computer.
 */
export function openShelf(server: string, persist: boolean): Shelf {
  let storage: Storage | undefined
  try {
    storage = persist ? localStorage : sessionStorage
  } catch {
    // Forbidden by the browser.
  }
  return new Shelf(storage, `redress-chat ${server} `)
}
