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
  one.write('draft', 'a')
  two.write('draft', 'b')
  expect([one.read('draft'), two.read('draft'), one.names()]).toEqual(['a', 'b', ['draft']])
  one.write('draft', undefined)
  expect([one.read('draft'), two.read('draft')]).toEqual([undefined, 'b'])
})

test('what a full storage refuses is kept in memory', () => {
  const shelf = new Shelf(storage(1), '')
  shelf.write('a', '1')
  shelf.write('b', '2')
  expect([shelf.read('a'), shelf.read('b'), shelf.names()]).toEqual(['1', '2', ['a', 'b']])
  shelf.write('b', undefined)
  expect(shelf.read('b')).toBeUndefined()
})

test('without a storage there is memory', () => {
  const shelf = new Shelf(undefined, '')
  shelf.write('a', '1')
  expect([shelf.read('a'), shelf.names()]).toEqual(['1', ['a']])
})
