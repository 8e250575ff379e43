import {afterEach, beforeEach, expect, test, vi} from 'vitest'
import {Presence} from '../src/chat/presence.ts'
import {within} from '../src/chat/within.ts'

let page: EventTarget & {hidden: boolean}

beforeEach(() => {
  vi.useFakeTimers()
  page = Object.assign(new EventTarget(), {hidden: false})
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
  vi.stubGlobal('document', page)
})

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

function look(hidden: boolean) {
  page.hidden = hidden
  page.dispatchEvent(new Event('visibilitychange'))
}

test('a page that is hidden for a minute is away, and back when it is looked at', () => {
  const on = {back: vi.fn(), offline: vi.fn(), away: vi.fn()}
  const presence = new Presence(on)
  look(true)
  vi.advanceTimersByTime(59_000)
  look(false)
  vi.advanceTimersByTime(120_000)
  expect([on.back.mock.calls.length, on.away.mock.calls.length]).toEqual([1, 0])
  look(true)
  vi.advanceTimersByTime(61_000)
  expect(on.away).toHaveBeenCalledTimes(1)
  presence.stop()
  page.dispatchEvent(new Event('online'))
  expect(on.back).toHaveBeenCalledTimes(1)
})

test('work that gives no sign of life is aborted, and signs of life prolong it', async () => {
  let abortedAt = 0
  const start = Date.now()
  const outer = new AbortController()
  const work = within(40, outer.signal, (signal, alive) => {
    setTimeout(alive, 30_000)
    return new Promise<void>((done) =>
      signal.addEventListener('abort', () => {
        abortedAt = Date.now() - start
        done()
      }),
    )
  })
  await vi.advanceTimersByTimeAsync(100_000)
  await work
  expect(abortedAt).toBe(70_000)
})
