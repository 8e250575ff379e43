import type {Strings} from '../strings.ts'

/** Dates and times in the words of one language. */
export class Dates {
  #time: Intl.DateTimeFormat
  #day: Intl.DateTimeFormat
  #moment: Intl.DateTimeFormat

  /** `locale` is a BCP 47 tag; one that is none falls back to the browser's own. */
  constructor(locale: string) {
    const format = (options: Intl.DateTimeFormatOptions) => {
      try {
        return new Intl.DateTimeFormat(locale, options)
      } catch {
        return new Intl.DateTimeFormat(undefined, options)
      }
    }
    this.#time = format({timeStyle: 'short'})
    this.#day = format({dateStyle: 'full'})
    this.#moment = format({dateStyle: 'long', timeStyle: 'short'})
  }

  time(at: number): string {
    return this.#time.format(at)
  }

  /** A day for a heading: today, yesterday, or its date. */
  day(at: number, now: number, strings: Strings): string {
    const age = Math.round((midnight(now) - midnight(at)) / 86_400_000)
    return age === 0 ? strings.today : age === 1 ? strings.yesterday : this.#day.format(at)
  }

  /** A date (2026-03-05) or a date and time of ISO 8601; anything else as it stands. */
  inWords(iso: string): string {
    const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(iso) ?? []
    // A date has no zone: parsed as one it would be midnight in Greenwich.
    if (year) return this.#day.format(new Date(+year, +month! - 1, +day!))
    const at = Date.parse(iso)
    return Number.isNaN(at) ? iso : this.#moment.format(at)
  }
}

export function midnight(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0)
}
