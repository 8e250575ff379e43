/**
 * Where a chat keeps what must survive a reload: JSON values under short names, in a Web Storage
 * area or, where the browser has none to give, in memory for as long as the page lives.
 */
export class Store {
  #storage: Storage | undefined
  #prefix: string
  #memory = new Map<string, string>()

  /** `prefix` keeps the names apart from those of other chats and of the host page. */
  constructor(storage: Storage | undefined, prefix: string) {
    this.#storage = storage
    this.#prefix = prefix
  }

  /** The value, or undefined where there is none that can be read. */
  read<Value>(name: string): Value | undefined {
    try {
      return JSON.parse(this.#memory.get(name) ?? this.#storage!.getItem(this.#prefix + name)!) ?? undefined
    } catch {
      return undefined
    }
  }

  /** Keeps a value; undefined takes the old one away. */
  write(name: string, value: unknown): void {
    const text = JSON.stringify(value)
    this.#memory.delete(name)
    try {
      if (text) this.#storage!.setItem(this.#prefix + name, text)
      else this.#storage!.removeItem(this.#prefix + name)
    } catch {
      // Full, switched off, or none.
      if (text) this.#memory.set(name, text)
    }
  }

  names(): string[] {
    const stored = Object.keys(this.#storage ?? {})
      .filter((key) => key.startsWith(this.#prefix))
      .map((key) => key.slice(this.#prefix.length))
    return [...stored, ...this.#memory.keys()]
  }
}

/**
 * The store of the chats with one server. Only a page that says `persist` gets one that outlives
 * the tab: a complaint's words do not belong on a shared computer.
 */
export function openStore(server: string, persist: boolean): Store {
  let storage: Storage | undefined
  try {
    storage = persist ? localStorage : sessionStorage
  } catch {
    // Forbidden by the browser.
  }
  return new Store(storage, `redress-chat ${server} `)
}
