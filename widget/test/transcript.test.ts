import {expect, test} from 'vitest'
import {choices, isPressed, Transcript} from '../src/chat/transcript.ts'
import type {Entry} from '../src/chat/transcript.ts'

const YES = {title: 'Yes', payload: '/affirm'}
const NO = {title: 'No', payload: '/deny'}

function pending(id: string, text: string, payload?: string) {
  return {id, text, payload, at: 1}
}

function said(id: string, text: string, typed = true) {
  return {id, text, typed, at: '2026-03-03T10:00:00Z'}
}

function texts(transcript: Transcript): string[] {
  return transcript.entries.map((entry) => entry.text)
}

test('what waits stands after the ledger until the ledger tells it back', () => {
  const transcript = new Transcript()
  transcript.pending(pending('a', 'mine'))
  transcript.told(1, {text: 'hello'}, 0)
  expect(texts(transcript)).toEqual(['hello', 'mine'])
  transcript.said(said('b', 'from another tab'), 0)
  transcript.said(said('a', 'mine'), 0)
  transcript.told(2, {text: 'answer', in_reply_to: 'a'}, 0)
  expect(texts(transcript)).toEqual(['hello', 'from another tab', 'mine', 'answer'])
})

test('the ledger may tell a message again, or with a secret cut out', () => {
  const transcript = new Transcript()
  transcript.said(said('a', 'my password is hunter2'), 0)
  transcript.said(said('a', 'my password is [removed]'), 0)
  transcript.pending(pending('a', 'my password is hunter2'))
  expect(texts(transcript)).toEqual(['my password is [removed]'])
})

test('an answer puts its question before it, even on a server that does not tell it back', () => {
  const transcript = new Transcript()
  transcript.pending(pending('a', 'question'))
  transcript.told(1, {text: 'answer', in_reply_to: 'a'}, 0)
  expect(texts(transcript)).toEqual(['question', 'answer'])
})

test('buttons are open until the client goes on, and the pressed one is known', () => {
  const transcript = new Transcript()
  transcript.told(1, {text: 'first', buttons: [YES]}, 0)
  transcript.told(2, {text: 'second', buttons: [YES, NO]}, 0)
  expect([...choices(transcript.entries).values()]).toEqual([{open: true}, {open: true}])
  transcript.pending(pending('a', 'Yes', '/affirm'))
  const closed = choices(transcript.entries)
  expect(closed.get(1)).toEqual({open: false, pressed: undefined})
  expect(isPressed(YES, closed.get(2)!.pressed)).toBe(true)
  expect(isPressed(NO, closed.get(2)!.pressed)).toBe(false)
})

test('a replay knows the pressed button by its words', () => {
  const transcript = new Transcript()
  transcript.told(1, {text: 'well?', buttons: [YES, NO]}, 0)
  transcript.said(said('a', 'No', false), 0)
  expect(isPressed(NO, choices(transcript.entries).get(1)!.pressed)).toBe(true)
})

test('typing closes buttons without marking one, even with the words of one', () => {
  const transcript = new Transcript()
  transcript.told(1, {text: 'well?', buttons: [YES, NO]}, 0)
  transcript.said(said('a', 'No'), 0)
  const choice = choices(transcript.entries).get(1)!
  expect(choice.open).toBe(false)
  expect(isPressed(NO, choice.pressed)).toBe(false)
})

test('a refused message closes nothing', () => {
  const transcript = new Transcript()
  transcript.told(1, {text: 'well?', buttons: [YES]}, 0)
  transcript.pending({...pending('a', 'x'), refused: 'too long'})
  expect(choices(transcript.entries).get(1)).toEqual({open: true})
})

test('times come from the ledger, and from the clock where it has none', () => {
  const transcript = new Transcript()
  const first: Entry = transcript.told(1, {text: 'a', at: '2026-03-03T10:00:00.000+00:00'}, 5)
  const second: Entry = transcript.told(2, {text: 'b'}, 5)
  expect([first.at, second.at]).toEqual([Date.UTC(2026, 2, 3, 10), 5])
})
