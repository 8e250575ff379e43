import {expect, test, vi} from 'vitest'
import {Outbox} from '../src/chat/outbox.ts'
import type {Letter, OutboxEvents} from '../src/chat/outbox.ts'
import {Problem} from '../src/chat/problem.ts'
import {Shelf} from '../src/chat/shelf.ts'

function events(): OutboxEvents {
  return {changed: vi.fn(), accepted: vi.fn(), refused: vi.fn(), delayed: vi.fn(), ended: vi.fn()}
}

function outbox(shelf: Shelf, post: (letter: Pick<Letter, 'id' | 'text'>) => Promise<void>, on = events()) {
  return {box: new Outbox(shelf, post, on), on}
}

const never = () => new Promise<void>(() => {})

test('letters go one by one, in their order, each once', async () => {
  const sent: string[] = []
  let under_way = 0
  const {box, on} = outbox(new Shelf(undefined, ''), async ({text}) => {
    expect(++under_way).toBe(1)
    await new Promise((done) => setTimeout(done, Math.random() * 5))
    under_way--
    sent.push(text)
  })
  box.start()
  for (const text of ['a', 'b', 'c', 'd']) box.add(text)
  await vi.waitFor(() => expect(on.accepted).toHaveBeenCalledTimes(4))
  expect(sent).toEqual(['a', 'b', 'c', 'd'])
  expect(box.letters).toEqual([])
})

test('a letter without an answer is sent again under the same id', async () => {
  const ids: string[] = []
  const {box, on} = outbox(new Shelf(undefined, ''), async ({id}) => {
    ids.push(id)
    if (ids.length < 3) throw new TypeError('Failed to fetch')
  })
  box.start()
  box.add('a')
  await vi.waitFor(() => expect(on.accepted).toHaveBeenCalled(), 5000)
  expect(new Set(ids).size).toBe(1)
  expect(ids).toHaveLength(3)
})

test('what was not taken is still there after a reload, with its id', () => {
  const shelf = new Shelf(undefined, '')
  const {box} = outbox(shelf, never)
  box.start()
  const before = [box.add('a'), box.add('b', '/skip')]
  expect(outbox(shelf, never).box.letters).toEqual(before)
})

test('a refused letter is kept with the reason and does not hold up the next', async () => {
  const {box, on} = outbox(new Shelf(undefined, ''), async ({text}) => {
    if (text === 'long') throw new Problem(413, 'Too long.', undefined)
  })
  box.start()
  box.add('long')
  box.add('next')
  await vi.waitFor(() => expect(on.accepted).toHaveBeenCalled())
  expect(box.letters.map(({text, refused}) => [text, refused])).toEqual([['long', 'Too long.']])
})

test('a busy server is asked again after the time that it names', async () => {
  const times: number[] = []
  const {box, on} = outbox(new Shelf(undefined, ''), async () => {
    times.push(Date.now())
    if (times.length === 1) throw new Problem(429, 'Too fast.', 1000)
  })
  box.start()
  box.add('a')
  await vi.waitFor(() => expect(on.accepted).toHaveBeenCalled(), 3000)
  expect(on.delayed).toHaveBeenCalledWith('Too fast.')
  expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(990)
})

test('an ended session stops the sending and keeps the letters', async () => {
  const {box, on} = outbox(new Shelf(undefined, ''), async () => {
    throw new Problem(401, 'This chat has ended.', undefined)
  })
  box.start()
  box.add('a')
  await vi.waitFor(() => expect(on.ended).toHaveBeenCalledTimes(1))
  expect(box.letters).toHaveLength(1)
})

test('nothing is sent before there is a session', async () => {
  const post = vi.fn(async () => {})
  const {box} = outbox(new Shelf(undefined, ''), post)
  box.add('a')
  await Promise.resolve()
  expect(post).not.toHaveBeenCalled()
  box.start()
  expect(post).toHaveBeenCalledTimes(1)
})
