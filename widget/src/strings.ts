/** Every word of the widget itself. `{name}` is filled in; the assistant's words are its own. */
export const english = {
  title: 'Complaints',
  subtitle: 'Automated assistant',
  launcher: 'Complaints',
  closeChat: 'Close the chat',
  conversation: 'Conversation',
  assistant: 'Assistant',
  you: 'You',
  choices: 'Choices',
  chosen: 'chosen',
  step: 'Step {step} of {of}',
  typing: 'The assistant is writing',
  newMessages: 'New messages',
  oneUnread: '1 new message',
  unread: '{count} new messages',
  today: 'Today',
  yesterday: 'Yesterday',
  opens: 'opens in a new tab',

  message: 'Your message',
  placeholder: 'Write your message',
  send: 'Send',
  hint: 'Never share passwords, codes or recovery phrases.',
  sending: 'Sending',
  waiting: 'Waits for the connection',
  notSent: 'Not sent',
  rewrite: 'Change and send again',

  review: 'Your complaint',
  edit: 'Edit',
  empty: 'Not given',
  receipt: 'Complaint filed',
  reference: 'Your reference',
  received: 'Received',
  acknowledge: 'We aim to confirm it by',
  resolve: 'We aim to answer by',
  copy: 'Copy reference',
  copied: 'Copied',
  notCopied: 'Please copy the marked reference',
  print: 'Print',

  offline: 'You are offline. What you write is sent when you are back.',
  lost: 'The connection is lost. We keep trying.',
  failed: 'Something went wrong. Please try again.',
  tryAgain: 'Try again',
  ended: 'This chat has ended.',
  startAgain: 'Start a new chat',

  clear: 'Clear chat',
  clearAsk: 'Delete this chat here and on our server? A complaint that you have filed stays filed.',
  clearYes: 'Delete chat',
  clearNo: 'Keep it',
}

export type Strings = typeof english

/** English, with what the host page gives instead. Keys that do not exist are left out. */
export function withStrings(given: Readonly<Record<string, unknown>> | undefined): Strings {
  const strings = {...english}
  for (const key of Object.keys(english) as (keyof Strings)[]) {
    const text = given?.[key]
    if (typeof text === 'string') strings[key] = text
  }
  return strings
}

/** The sentence with its {places} filled. */
export function fill(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place))
}
