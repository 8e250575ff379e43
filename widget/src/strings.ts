/** Every word of the widget itself. `{name}` is filled in; the assistant's words are its own. */
import english from '../../data/en/wording/widget.json'

export {english}

export type Strings = typeof english

/** English, with what the host page gives instead. Keys that do not exist are left out. */
export function withStrings(given: Readonly<Record<string, unknown>> | undefined): Strings {
  const strings = {...english}
  for (const key of Object.keys(english) as (keyof Strings)[]) {
    const text = given?.[key]
    if (typeof text === 'string') strings[key] = text
  }
  return strings
}

/** The sentence with its {places} filled. */
export function fill(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place))
}
