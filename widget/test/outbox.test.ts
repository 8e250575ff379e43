import {expect, test, vi} from 'vitest'
import {Outbox} from '../src/chat/outbox.ts'
import type {OutboxEvents, Pending} from '../src/chat/outbox.ts'
import {Problem} from '../src/chat/problem.ts'
import {Store} from '../src/chat/store.ts'

function events(): OutboxEvents {
  return {changed: vi.fn(), accepted: vi.fn(), refused: vi.fn(), delayed: vi.fn(), ended: vi.fn()}
}

function outbox(store: Store, post: (pending: Pick<Pending, 'id' | 'text'>) => Promise<void>, on = events()) {
  return {box: new Outbox(store, post, on), on}
}

const never = () => new Promise<void>(() => {})

test('messages go one by one, in their order, each once', async () => {
  const sent: string[] = []
  let under_way = 0
  const {box, on} = outbox(new Store(undefined, ''), async ({text}) => {
    expect(++under_way).toBe(1)
    await new Promise((done) => setTimeout(done, Math.random() * 5))
    under_way--
    sent.push(text)
  })
  box.start()
  for (const text of ['a', 'b', 'c', 'd']) box.add(text)
  await vi.waitFor(() => expect(on.accepted).toHaveBeenCalledTimes(4))
  expect(sent).toEqual(['a', 'b', 'c', 'd'])
  expect(box.unsent).toEqual([])
})

test('a message without an answer is sent again under the same id', async () => {
  const ids: string[] = []
  const {box, on} = outbox(new Store(undefined, ''), async ({id}) => {
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
  const store = new Store(undefined, '')
  const {box} = outbox(store, never)
  box.start()
  const before = [box.add('a'), box.add('b', '/skip')]
  expect(outbox(store, never).box.unsent).toEqual(before)
})

test('a refused message is kept with the reason and does not hold up the next', async () => {
  const {box, on} = outbox(new Store(undefined, ''), async ({text}) => {
    if (text === 'long') throw new Problem(413, 'Too long.', undefined)
  })
  box.start()
  box.add('long')
  box.add('next')
  await vi.waitFor(() => expect(on.accepted).toHaveBeenCalled())
  expect(box.unsent.map(({text, refused}) => [text, refused])).toEqual([['long', 'Too long.']])
})

test('a busy server is asked again after the time that it names', async () => {
  const times: number[] = []
  const {box, on} = outbox(new Store(undefined, ''), async () => {
    times.push(Date.now())
    if (times.length === 1) throw new Problem(429, 'Too fast.', 1000)
  })
  box.start()
  box.add('a')
  await vi.waitFor(() => expect(on.accepted).toHaveBeenCalled(), 3000)
  expect(on.delayed).toHaveBeenCalledWith('Too fast.')
  expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(990)
})

test('an ended session stops the sending and keeps what is unsent', async () => {
  const {box, on} = outbox(new Store(undefined, ''), async () => {
    throw new Problem(401, 'This chat has ended.', undefined)
  })
  box.start()
  box.add('a')
  await vi.waitFor(() => expect(on.ended).toHaveBeenCalledTimes(1))
  expect(box.unsent).toHaveLength(1)
})

test('nothing is sent before there is a session', async () => {
  const post = vi.fn(async () => {})
  const {box} = outbox(new Store(undefined, ''), post)
  box.add('a')
  await Promise.resolve()
  expect(post).not.toHaveBeenCalled()
  box.start()
  expect(post).toHaveBeenCalledTimes(1)
})
