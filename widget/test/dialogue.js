// What the stand-in says: the shape of the assistant's messages, without its understanding.

const QUESTIONS = [
  ['email', 'What is the e-mail address of your account?'],
  ['account_id', 'What is your Public Account ID? You find it under Settings > Account.', 'No account'],
  ['full_name', 'What is your full name?'],
  ['country', 'Which country do you live in?'],
  ['description', 'What happened? Tell me in your own words, with as much detail as you like.'],
  ['occurred', 'When did it happen? A rough date is fine.', "I don't know"],
  ['desired_resolution', 'What would you like us to do about it?', 'Leave it out'],
]
const LABELS = {
  email: 'E-mail',
  account_id: 'Public Account ID',
  full_name: 'Full name',
  country: 'Country of residence',
  description: 'What happened',
  occurred: 'When it happened',
  desired_resolution: 'What you want',
}
const COMPLAIN = {title: 'Make a complaint', payload: '/file_complaint'}
const SUPPORT = {title: 'Get support', payload: '/support_general'}

export function greeting() {
  return [
    {
      text:
        "Hello. I am Harbour's automated complaints assistant. I take complaints about Harbour and " +
        'file them with our complaints team. You can reach a person at any time: ' +
        'complaints@harbour.example. What would you like to do?',
      buttons: [COMPLAIN, SUPPORT],
    },
  ]
}

/** The messages of one turn. `form` holds what is known, and is changed. */
export function answer(form, text, payload) {
  if (payload === '/file_complaint') {
    const opened = 'I will take your complaint step by step. Nothing is sent until you press Submit.'
    form.open = true
    return [{text: opened}, question(form)]
  }
  if (payload === '/support_general') {
    const card = {
      type: 'support',
      topic: 'general',
      title: 'Support Center',
      url: 'https://support.harbour.example/',
    }
    return [{text: 'Our support team can help with that.', buttons: [COMPLAIN], card}]
  }
  if (payload === '/submit') {
    Object.keys(form).forEach((key) => delete form[key])
    return [receipt()]
  }
  if (payload?.startsWith('/edit')) {
    form.asked = JSON.parse(payload.slice(5)).slot
    delete form[form.asked]
    return [question(form)]
  }
  if (form.open && form.asked) {
    form[form.asked] = payload === '/skip' ? '' : text
    return [question(form)]
  }
  return [{text: `I did not understand **that**: ${text}`, buttons: [COMPLAIN, SUPPORT]}]
}

function question(form) {
  const step = QUESTIONS.filter(([slot]) => form[slot] !== undefined).length + 1
  const progress = {step, of: QUESTIONS.length + 1}
  const [slot, text, skip] = QUESTIONS.find(([slot]) => form[slot] === undefined) ?? ['submit']
  form.asked = slot
  if (slot === 'submit') return {...review(form), asks: slot, progress}
  const buttons = skip ? [{title: skip, payload: '/skip'}] : undefined
  return {text, asks: slot, progress, buttons}
}

function review(form) {
  const rows = QUESTIONS.map(([slot]) => ({
    slot,
    label: LABELS[slot],
    value: form[slot] || 'Not given',
    edit_payload: `/edit{"slot": "${slot}"}`,
  }))
  return {
    text: 'Please check your complaint. You can change each line. Nothing is sent until you press Submit.',
    card: {type: 'review', rows},
    buttons: [{title: 'Submit complaint', payload: '/submit'}],
  }
}

function receipt() {
  return {
    text:
      'Your complaint is filed. Your reference is HB-7K2M-9QXD. We will confirm it by e-mail by ' +
      'Thursday 5 March. We aim to answer by Thursday 12 March.',
    card: {
      type: 'receipt',
      reference: 'HB-7K2M-9QXD',
      received_at: '2026-03-03T14:22:08+00:00',
      acknowledge_by: '2026-03-05',
      resolve_by: '2026-03-12',
    },
  }
}
