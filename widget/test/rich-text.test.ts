import {expect, test} from 'vitest'
import {readPieces, safeHref} from '../src/view/rich-text.ts'

test('plain text stays one piece', () => {
  const text = 'a < b & c > d "quoted" *one star* _line_ [brackets] # 1. - x\n\n<b>no</b>'
  expect(readPieces(text)).toEqual([{text}])
})

test('bold', () => {
  expect(readPieces('see **this one**, not ** that **')).toEqual([
    {text: 'see '},
    {text: 'this one', bold: true},
    {text: ', not ** that **'},
  ])
})

test('a link in bold', () => {
  expect(readPieces('**[here](https://a.example)**')).toEqual([
    {text: 'here', href: 'https://a.example', bold: true},
  ])
})

test.each([
  ['https://a.example/x?y=1&z=(2).', 'https://a.example/x?y=1&z=(2)', '.'],
  ['http://a.example/x, then', 'http://a.example/x', ', then'],
  ['mailto:help@a.example!', 'mailto:help@a.example', '!'],
  ['tel:+35312345678)', 'tel:+35312345678', ')'],
  ['https://a.example)', 'https://a.example', ')'],
])('the address in %j ends where the sentence goes on', (text, href, rest) => {
  const words = href.replace(/^(mailto|tel):/, '')
  expect(readPieces(text)).toEqual([{text: words, href}, {text: rest}])
})

test('an e-mail address is a link to write to', () => {
  expect(readPieces('Write to complaints@a-b.example.')).toEqual([
    {text: 'Write to '},
    {text: 'complaints@a-b.example', href: 'mailto:complaints@a-b.example'},
    {text: '.'},
  ])
})

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java\nscript:alert(1)',
  ' javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'blob:https://a.example/1',
  'file:///etc/passwd',
  'https:alert',
  'https:///path',
  '//a.example',
  '/path',
])('%j is no address', (address) => {
  expect(safeHref(address)).toBeUndefined()
  for (const piece of readPieces(`x [words](${address}) **${address}** ${address}`)) {
    expect(piece.href).toBeUndefined()
  }
})

test('nothing is lost or added', () => {
  for (const text of ['[a](javascript:b)', '[a]()', '**', '****', '** **', '[](https://a.example)', 'a@b']) {
    expect(
      readPieces(text)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text)
  }
})

test('an address that is only an example leads nowhere', () => {
  const text = 'one like this: name@example.com'
  expect(readPieces(text)).toEqual([{text}])
})
