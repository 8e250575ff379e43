import {expect, test} from 'vitest'
import {uuid} from '../src/chat/uuid.ts'
import {english, fill, withStrings} from '../src/strings.ts'
import {Dates} from '../src/view/dates.ts'

test('a page gives its own words, and only words that exist', () => {
  const strings = withStrings({send: 'Senden', step: 5, toString: 'x', nothing: 'x'})
  expect(strings).toEqual({...english, send: 'Senden'})
})

test('places that have no value stay', () => {
  expect(fill('Step {step} of {of}', {step: 4})).toBe('Step 4 of {of}')
})

test('a date is that day in every time zone', () => {
  expect(new Dates('en-GB').inWords('2026-03-05')).toMatch(/^Thursday,? 5 March 2026$/)
  expect(new Dates('de').inWords('2026-03-05')).toBe('Donnerstag, 5. März 2026')
})

test('what is no date stands as it is', () => {
  expect(new Dates('en').inWords('soon')).toBe('soon')
})

test('a language tag that is none does no harm', () => {
  expect(new Dates('not a tag').inWords('2026-03-05')).toContain('2026')
})

test('today and yesterday are named', () => {
  const dates = new Dates('en-GB')
  const now = new Date(2026, 2, 5, 0, 30).getTime()
  const hour = 3_600_000
  expect(dates.day(now, now, english)).toBe('Today')
  expect(dates.day(now - hour, now, english)).toBe('Yesterday')
  expect(dates.day(now - 30 * hour, now, english)).toMatch(/^Tuesday,? 3 March 2026$/)
})

test('ids are UUIDs of version 4, and new each time', () => {
  const ids = Array.from({length: 500}, uuid)
  for (const id of ids) expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
  expect(new Set(ids).size).toBe(500)
})
