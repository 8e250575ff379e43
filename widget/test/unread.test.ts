import {expect, test} from 'vitest'
import {Transcript} from '../src/chat/transcript.ts'
import {Unread} from '../src/chat/unread.ts'
import {english} from '../src/strings.ts'
import {announcement} from '../src/view/announcement.ts'

const transcript = new Transcript()
const message = (number: number, text: string, in_reply_to?: string) =>
  transcript.told(number, {text, in_reply_to}, 0)

test('the messages of a turn are taken together, once, when it has ended', () => {
  const unread = new Unread()
  unread.add(message(1, 'one', 'a'))
  unread.add(message(2, 'two', 'a'))
  expect(unread.take()).toEqual([])
  expect(unread.count).toBe(2)
  unread.end('a')
  expect(unread.take().map((turn) => turn.messages.length)).toEqual([2])
  expect(unread.take()).toEqual([])
  expect(unread.count).toBe(0)
})

test('a message that answers nothing is a turn by itself', () => {
  const unread = new Unread()
  unread.add(message(1, 'a reminder'))
  unread.add(message(2, 'another'))
  expect(unread.take()).toHaveLength(2)
})

test('what another tab has shown is not shown as new', () => {
  const unread = new Unread()
  unread.add(message(1, 'one', 'a'))
  unread.add(message(3, 'two', 'b'))
  unread.seen(2)
  expect(unread.count).toBe(1)
})

test('a turn is announced whole, without marks, with its step and its choices', () => {
  const told = transcript.told(
    9,
    {
      text: '**Who** are you? See https://a.example/x.',
      progress: {step: 3, of: 9},
      buttons: [{title: 'Nobody', payload: '/skip'}],
    },
    0,
  )
  const turn = {messages: [message(8, 'Thank you.'), told], done: true, replyTo: undefined}
  expect(announcement(turn, english)).toBe(
    'Thank you.\nStep 3 of 9\nWho are you? See https://a.example/x.\nChoices: Nobody',
  )
})
