// A small server of the web-chat contract, for tests of the widget alone. It takes messages once,
// numbers events, replays them, and can lose its answers on the way back.
import {randomUUID} from 'node:crypto'
import {readFile} from 'node:fs/promises'
import {createServer} from 'node:http'
import {answer, greeting} from './dialogue.js'

const BASE = '/webhooks/webchat'
const FACTS = {
  firm: 'Harbour',
  contact_name: 'Complaints team',
  contact_email: 'complaints@harbour.example',
  contact_hours: 'People answer Monday to Friday, 9 am to 5 pm.',
  acknowledge_days: '2',
  resolve_days: '7',
  privacy_url: 'https://harbour.example/privacy',
  form_url: 'https://harbour.example/complaint',
}
const TYPES = {html: 'text/html', css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml'}

export class StandIn {
  /** By token. Each: {token, session, ledger: [{name, data, number?}], ids, heard, streams, form} */
  chats = new Map()
  /** Answers true for a POST of a message whose acknowledgement is to get lost. */
  losesAcknowledgement = () => false
  /** The channel's address. */
  url = ''
  /** Milliseconds that the dialogue takes. */
  pace = 20
  /** A refusal for the next message: {status, reason, wait?}. */
  refusal
  /** So many events a stream, then it breaks. */
  eventsAStream = Infinity
  /** False: every time zone is refused, as one that the server has no data of. */
  knowsTimezones = true
  streams = 0
  #server = createServer((request, response) => void this.#handle(request, response))

  async listen(port = 0) {
    await new Promise((ready) => this.#server.listen(port, '127.0.0.1', ready))
    this.url = `http://127.0.0.1:${this.#server.address().port}${BASE}`
    return this
  }

  async close() {
    this.#server.closeAllConnections()
    await new Promise((closed) => this.#server.close(closed))
  }

  /** Breaks every event stream that is open now. */
  cutStreams() {
    for (const chat of this.chats.values()) for (const stream of chat.streams) stream.socket?.destroy()
  }

  /** From now on every answer carries a fresh token, as it does when half a token's life is over. */
  renewTokens() {
    for (const chat of [...this.chats.values()]) {
      chat.fresh = randomUUID()
      this.chats.set(chat.fresh, chat)
    }
  }

  forgetOldTokens() {
    for (const [token, chat] of this.chats) if (token !== chat.fresh) this.chats.delete(token)
  }

  /** Speaks to every chat outside of a turn. */
  tell(data) {
    for (const chat of this.chats.values()) this.#append(chat, 'message', data)
  }

  async #handle(request, response) {
    const url = new URL(request.url, 'http://localhost')
    response.setHeader('Access-Control-Allow-Origin', '*')
    response.setHeader('Access-Control-Allow-Headers', 'Authorization, Content-Type')
    response.setHeader('Access-Control-Allow-Methods', 'GET, POST, DELETE')
    response.setHeader('Access-Control-Expose-Headers', 'Redress-Token, Retry-After')
    if (request.method === 'OPTIONS') return response.writeHead(204).end()
    const route = `${request.method} ${url.pathname.replace(BASE, '')}`
    if (route === 'POST /sessions') return this.#open(request, response)
    if (!/ \/(messages|events|sessions)$/.test(route)) return serveFile(url.pathname, response)
    const chat = this.chats.get(request.headers.authorization?.replace('Bearer ', ''))
    if (!chat) return refuse(response, {status: 401, reason: 'This chat has ended.'})
    if (chat.fresh) response.setHeader('Redress-Token', chat.fresh)
    if (route === 'GET /events') return this.#stream(chat, url, request, response)
    if (route === 'DELETE /sessions') return this.#clear(chat, response)
    return this.#take(chat, request, response)
  }

  async #open(request, response) {
    let body = ''
    for await (const piece of request) body += piece
    const {timezone} = JSON.parse(body)
    if (timezone && !this.knowsTimezones) return refuse(response, {status: 422, reason: 'Which zone?'})
    const chat = {
      timezone,
      token: randomUUID(),
      session: randomUUID(),
      ledger: [],
      number: 0,
      ids: new Set(),
      heard: [],
      streams: new Set(),
      form: {},
      queue: Promise.resolve(),
    }
    this.chats.set(chat.token, chat)
    this.#turn(chat, randomUUID(), () => greeting())
    send(response, 201, {token: chat.token, session: chat.session})
  }

  #clear(chat, response) {
    this.chats.delete(chat.token)
    for (const stream of chat.streams) stream.end()
    response.writeHead(204).end()
  }

  async #take(chat, request, response) {
    let body = ''
    for await (const piece of request) body += piece
    const message = JSON.parse(body)
    if (this.refusal) {
      const {refusal} = this
      this.refusal = undefined
      return refuse(response, refusal)
    }
    const duplicate = chat.ids.has(message.id)
    if (!duplicate) {
      chat.ids.add(message.id)
      chat.heard.push(message.text)
      const {id, text, payload} = message
      const typed = payload === undefined
      this.#append(chat, 'said', {id, text, typed, at: new Date().toISOString()})
      this.#turn(chat, id, () => answer(chat.form, text, payload))
    }
    if (this.losesAcknowledgement(message)) return request.socket.destroy()
    send(response, 202, {id: message.id, duplicate})
  }

  #turn(chat, id, say) {
    chat.queue = chat.queue.then(async () => {
      for (const stream of chat.streams) stream.write(frame('typing', {in_reply_to: id}))
      await new Promise((done) => setTimeout(done, this.pace))
      for (const told of say()) this.#append(chat, 'message', {...told, in_reply_to: id})
      this.#append(chat, 'turn_end', {in_reply_to: id})
    })
  }

  #append(chat, name, data) {
    const number = name === 'said' ? undefined : ++chat.number
    const at = new Date().toISOString()
    const event = {name, data: name === 'message' ? {...data, at} : data, number, after: chat.number}
    chat.ledger.push(event)
    for (const stream of chat.streams) stream.write(frame(name, event.data, number))
  }

  #stream(chat, url, request, response) {
    const after = Number(url.searchParams.get('after') ?? 0)
    response.writeHead(200, {'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store'})
    response.write('retry: 2000\n\n')
    this.streams++
    const isNew = ({number, after: at}) => (number === undefined ? at >= after : number > after)
    const missed = chat.ledger.filter(isNew)
    for (const event of missed.slice(0, this.eventsAStream)) {
      response.write(frame(event.name, event.data, event.number))
    }
    if (missed.length > this.eventsAStream) return response.end()
    chat.streams.add(response)
    request.on('close', () => chat.streams.delete(response))
  }
}

function frame(name, data, number) {
  const id = number === undefined ? '' : `id: ${number}\n`
  return `${id}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`
}

function send(response, status, body, headers = {}) {
  response.writeHead(status, {'Content-Type': 'application/json', ...headers})
  response.end(JSON.stringify(body))
}

function refuse(response, {status, reason, wait}) {
  send(response, status, {status, reason}, wait === undefined ? {} : {'Retry-After': String(wait)})
}

/** The demo page's files at the channel's address, as the real channel serves them. */
async function serveFile(path, response) {
  const name = path.replace(`${BASE}/`, '').replace(/^page\//, '') || 'demo.html'
  const folder = name === 'redress-chat.js' ? '../dist/' : '../'
  try {
    let content = await readFile(new URL(folder + name, import.meta.url))
    if (name === 'demo.html') content = String(content).replace(/{{(\w+)}}/g, (_, key) => FACTS[key])
    response.writeHead(200, {'Content-Type': `${TYPES[name.split('.').pop()]}; charset=utf-8`})
    response.end(content)
  } catch {
    response.writeHead(404).end()
  }
}
