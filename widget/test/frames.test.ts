import {expect, test} from 'vitest'
import {FrameReader} from '../src/chat/frames.ts'

const STREAM =
  'retry: 2000\n\n: \n\nid: 7\nevent: message\ndata: {"text":"ä\\n😀"}\n\nevent: typing\ndata: {}\n\n' +
  'data: one\ndata:two\ndata\n\nid: 8\n\n'
const FRAMES = [
  {name: 'message', data: '{"text":"ä\\n😀"}', id: '7'},
  {name: 'typing', data: '{}', id: undefined},
  {name: 'message', data: 'one\ntwo\n', id: undefined},
]

function read(pieces: string[]) {
  const reader = new FrameReader()
  return pieces.flatMap((piece) => reader.read(piece))
}

test.each(['\n', '\r\n', '\r'])('line breaks may be %j', (lineBreak) => {
  expect(read([STREAM.replaceAll('\n', lineBreak)])).toEqual(FRAMES)
})

test.each(['\n', '\r\n'])('a stream cut anywhere between %j reads the same', (lineBreak) => {
  const stream = STREAM.replaceAll('\n', lineBreak)
  for (let cut = 0; cut <= stream.length; cut++) {
    expect(read([stream.slice(0, cut), stream.slice(cut)])).toEqual(FRAMES)
  }
  expect(read([...stream])).toEqual(FRAMES)
})

test('an event that is not finished is not told', () => {
  expect(read(['event: message\ndata: {"text"'])).toEqual([])
})
