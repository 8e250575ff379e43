import {expect, test} from 'vitest'
import {Shelf} from '../src/chat/shelf.ts'

/** As much of Web Storage as a shelf uses; it is full at `room` items. */
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

test('two shelves in one storage do not see each other', () => {
  const area = storage()
  const [one, two] = [new Shelf(area, 'one '), new Shelf(area, 'two ')]
  one.set('draft', 'a')
  two.set('draft', 'b')
  expect([one.get('draft'), two.get('draft'), one.names()]).toEqual(['a', 'b', ['draft']])
  one.remove('draft')
  expect([one.get('draft'), two.get('draft')]).toEqual([null, 'b'])
})

test('what a full storage refuses is kept in memory', () => {
  const shelf = new Shelf(storage(1), '')
  shelf.set('a', '1')
  shelf.set('b', '2')
  expect([shelf.get('a'), shelf.get('b'), shelf.names()]).toEqual(['1', '2', ['a', 'b']])
  shelf.remove('b')
  expect(shelf.get('b')).toBeNull()
})

test('without a storage there is memory', () => {
  const shelf = new Shelf(undefined, '')
  shelf.set('a', '1')
  expect([shelf.get('a'), shelf.names()]).toEqual(['1', ['a']])
})
