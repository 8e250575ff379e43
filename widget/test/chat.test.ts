import {afterEach, beforeEach, expect, test, vi} from 'vitest'
import {Chat} from '../src/chat/chat.ts'
import type {ChatEvents} from '../src/chat/chat.ts'
import {Store} from '../src/chat/store.ts'
import {StandIn} from './standin.js'

// A chat without its element, in Node, against the stand-in server.

let standIn: StandIn
let chats: Chat[]

beforeEach(async () => {
  const page = Object.assign(new EventTarget(), {hidden: false})
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
  vi.stubGlobal('dispatchEvent', page.dispatchEvent.bind(page))
  vi.stubGlobal('document', page)
  vi.stubGlobal('navigator', {onLine: true})
  standIn = await new StandIn().listen()
  standIn.pace = 1
  chats = []
})

afterEach(async () => {
  for (const chat of chats) chat.stop()
  await standIn.close()
  vi.unstubAllGlobals()
})

function open(store: Store = new Store(undefined, ''), reading = true) {
  const on = {changed: vi.fn(), told: vi.fn(), turn: vi.fn(), cleared: vi.fn()} satisfies ChatEvents
  const chat = new Chat(standIn.url, store, 'en', on)
  chats.push(chat)
  chat.reading = reading
  return {chat, on, store}
}

const texts = (chat: Chat) => chat.conversation.transcript.entries.map((entry): string => entry.text)
const mine = (chat: Chat) =>
  chat.conversation.transcript.entries.flatMap((entry) => (entry.kind === 'said' ? [entry.text] : []))
const until = (check: () => void) => vi.waitFor(check, {timeout: 60_000, interval: 20})
const onlyChat = () => [...standIn.chats.values()][0]

test('nothing is asked of the server before the client looks', async () => {
  open(undefined, false)
  await new Promise((done) => setTimeout(done, 150))
  expect(standIn.chats.size).toBe(0)
})

test('the first look opens a session and hears the greeting once', async () => {
  const {chat, on} = open()
  await until(() => expect(on.turn).toHaveBeenCalledTimes(1))
  expect(texts(chat)[0]).toContain('automated complaints assistant')
  expect(on.told).toHaveBeenCalledTimes(1)
})

test('a session is opened with the time zone of the browser', async () => {
  open()
  await until(() => expect(standIn.chats.size).toBe(1))
  expect(onlyChat().timezone).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone)
})

test('a time zone that the server does not know keeps nobody out', async () => {
  standIn.knowsTimezones = false
  const {on} = open()
  await until(() => expect(on.turn).toHaveBeenCalledTimes(1))
  expect(onlyChat().timezone).toBeUndefined()
})

test('a reload replays the ledger and tells nothing as new', async () => {
  const first = open()
  await until(() => expect(first.on.turn).toHaveBeenCalledTimes(1))
  first.chat.say('hello')
  await until(() => expect(first.on.turn).toHaveBeenCalledTimes(2))
  first.chat.stop()
  const second = open(first.store)
  await until(() => expect(texts(second.chat)).toEqual(texts(first.chat)))
  await new Promise((done) => setTimeout(done, 50))
  expect(second.on.turn).not.toHaveBeenCalled()
  expect(second.on.told).not.toHaveBeenCalled()
})

test('what comes while the panel is closed is counted, and told when it opens', async () => {
  const {chat, on} = open()
  await until(() => expect(on.turn).toHaveBeenCalledTimes(1))
  chat.reading = false
  standIn.tell({text: 'Are you still there?'})
  await until(() => expect(chat.conversation.unread.count).toBe(1))
  expect(on.told).toHaveBeenCalledTimes(2)
  expect(on.turn).toHaveBeenCalledTimes(1)
  chat.reading = true
  expect(on.turn).toHaveBeenCalledTimes(2)
  expect(chat.conversation.unread.count).toBe(0)
})

test('a second tab goes on with the same chat, and both show the same', async () => {
  const one = open()
  await until(() => expect(one.on.turn).toHaveBeenCalledTimes(1))
  const two = open()
  await until(() => expect(texts(two.chat)).toEqual(texts(one.chat)))
  two.chat.say('from the second')
  await until(() => expect(mine(one.chat)).toEqual(['from the second']))
  expect(standIn.chats.size).toBe(1)
  expect(two.on.turn.mock.calls.length).toBeLessThanOrEqual(1)
})

test('clearing in one tab clears the other, and both begin the same new chat', async () => {
  const one = open()
  await until(() => expect(one.on.turn).toHaveBeenCalledTimes(1))
  const two = open()
  two.chat.say('my secret story')
  await until(() => expect(mine(one.chat)).toHaveLength(1))
  await one.chat.clear()
  await until(() => expect(texts(two.chat)).toEqual([expect.stringContaining('Hello')]))
  expect(two.on.cleared).toHaveBeenCalled()
  expect(standIn.chats.size).toBe(1)
  expect(mine(one.chat)).toEqual([])
})

test('a session that is gone is said, and what was not sent becomes the draft', async () => {
  const {chat, on} = open()
  await until(() => expect(on.turn).toHaveBeenCalledTimes(1))
  standIn.chats.clear()
  chat.say('a long story')
  await until(() => expect(chat.phase).toBe('ended'))
  expect(chat.problem).toBe('This chat has ended.')
  chat.startAgain()
  await until(() => expect(chat.phase).toBe('talking'))
  expect(chat.draft).toBe('a long story')
  expect(mine(chat)).toEqual([])
})

test('a stale session with nothing in it is replaced without a word', async () => {
  const store = new Store(undefined, '')
  store.write('session', {token: 'old', session: 'old', heard: 4, read: 4})
  const {chat, on} = open(store)
  await until(() => expect(on.turn).toHaveBeenCalledTimes(1))
  expect(chat.phase).toBe('talking')
})

test('a replay over a line that keeps breaking goes on at once', async () => {
  const first = open()
  await until(() => expect(first.on.turn).toHaveBeenCalledTimes(1))
  for (let number = 0; number < 60; number++) standIn.tell({text: `part ${number}`})
  await until(() => expect(texts(first.chat)).toHaveLength(61))
  first.chat.stop()
  standIn.eventsAStream = 3
  const began = performance.now()
  const second = open(first.store)
  await until(() => expect(texts(second.chat)).toEqual(texts(first.chat)))
  // Twenty pauses of a quarter of a second or more would be five.
  expect(performance.now() - began).toBeLessThan(4_000)
})

test('a server that breaks every stream before its first event is not stormed', async () => {
  const {on} = open()
  await until(() => expect(on.turn).toHaveBeenCalledTimes(1))
  standIn.tell({text: 'more'})
  await until(() => expect(on.told).toHaveBeenCalledTimes(2))
  standIn.tell({text: 'and more'})
  standIn.eventsAStream = 0
  standIn.streams = 0
  standIn.tell({text: 'not told'})
  standIn.cutStreams()
  standIn.tell({text: 'not told either'})
  await new Promise((done) => setTimeout(done, 4_000))
  // Pauses that double: after 4 s the third or fourth try is over. Without, it was the tenth.
  expect(standIn.streams).toBeLessThan(7)
})

test('a line that fails at once each time is said to be lost soon', async () => {
  const store = new Store(undefined, '')
  store.write('session', {token: 'a', session: 'a', heard: 1, read: 1})
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('nobody answers')))
  vi.useFakeTimers()
  try {
    const {chat} = open(store)
    await vi.advanceTimersByTimeAsync(2_400)
    expect(chat.lost).toBe(false)
    // Each failure in between must not begin the wait anew.
    await vi.advanceTimersByTimeAsync(200)
    expect(chat.lost).toBe(true)
  } finally {
    vi.useRealTimers()
  }
})

test('a refused message keeps its reason and gives its text back', async () => {
  const {chat, on} = open()
  await until(() => expect(on.turn).toHaveBeenCalledTimes(1))
  standIn.refusal = {status: 413, reason: 'The message is too long.'}
  chat.say('x'.repeat(9000))
  await until(() => {
    const last = chat.conversation.transcript.entries.at(-1)!
    expect(last.kind === 'said' && last.pending?.refused).toBe('The message is too long.')
  })
  const key = chat.conversation.transcript.entries.at(-1)!.key
  expect(chat.takeBack(key)).toHaveLength(9000)
  expect(mine(chat)).toEqual([])
})

test('a fresh token replaces the old one, here and in the other tab', async () => {
  const one = open()
  await until(() => expect(one.on.turn).toHaveBeenCalledTimes(1))
  const two = open()
  await until(() => expect(two.chat.phase).toBe('talking'))
  standIn.renewTokens()
  one.chat.say('hello')
  await until(() => expect(mine(two.chat)).toEqual(['hello']))
  const token = () => two.store.read<{token: string}>('session')!.token
  await until(() => expect(token()).toBe(onlyChat()!.fresh))
  standIn.forgetOldTokens()
  two.chat.say('with the new token')
  await until(() => expect(mine(one.chat)).toEqual(['hello', 'with the new token']))
})

test('lost acknowledgements, cut streams, reloads and offline spells lose and repeat nothing', async () => {
  standIn.losesAcknowledgement = () => Math.random() < 0.4
  const wanted: string[] = []
  let {chat, on, store} = open()
  await until(() => expect(on.turn).toHaveBeenCalled())
  for (let n = 0; n < 100; n++) {
    chat.say(`message ${n}`)
    wanted.push(`message ${n}`)
    if (n % 7 === 3) standIn.cutStreams()
    if (n % 10 === 5) {
      chat.stop()
      ;({chat, on, store} = open(store))
    }
    if (n % 13 === 8) dispatchEvent(new Event('online'))
    await new Promise((done) => setTimeout(done, Math.random() * 30))
  }
  await until(() => expect(onlyChat().heard).toEqual(wanted))
  await until(() => expect(mine(chat)).toEqual(wanted))
  await until(() => expect(texts(chat)).toHaveLength(201))
}, 120_000)
