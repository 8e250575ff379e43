import {expect, test} from 'vitest'
import {Store} from '../src/chat/store.ts'

/** As much of Web Storage as a store uses; it is full at `room` items. */
function storage(room = Infinity): Storage {
  const area = {} as Record<string, string>
  return Object.create(null, {
    ...Object.getOwnPropertyDescriptors(area),
    getItem: {value: (key: string) => area[key] ?? null},
    setItem: {
      value(this: object, key: string, text: string) {
        if (!(key in area) && Object.keys(area).length >= room) throw new Error('QuotaExceededError')
        area[key] = text
        Object.defineProperty(this, key, {value: text, enumerable: true, configurable: true})
      },
    },
    removeItem: {
      value(this: Record<string, string>, key: string) {
        delete area[key]
        delete this[key]
      },
    },
  })
}

test('two stores in one storage do not see each other', () => {
  const area = storage()
  const [one, two] = [new Store(area, 'one '), new Store(area, 'two ')]
  one.write('draft', 'a')
  two.write('draft', 'b')
  expect([one.read('draft'), two.read('draft'), one.names()]).toEqual(['a', 'b', ['draft']])
  one.write('draft', undefined)
  expect([one.read('draft'), two.read('draft')]).toEqual([undefined, 'b'])
})

test('what a full storage refuses is kept in memory', () => {
  const store = new Store(storage(1), '')
  store.write('a', '1')
  store.write('b', '2')
  expect([store.read('a'), store.read('b'), store.names()]).toEqual(['1', '2', ['a', 'b']])
  store.write('b', undefined)
  expect(store.read('b')).toBeUndefined()
})

test('without a storage there is memory', () => {
  const store = new Store(undefined, '')
  store.write('a', '1')
  expect([store.read('a'), store.names()]).toEqual(['1', ['a']])
})
