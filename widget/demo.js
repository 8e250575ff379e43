// The page's own button opens the chat, and so does a link to this page that ends in #chat.
const chat = document.querySelector('redress-chat')
document.querySelector('[data-open-chat]').addEventListener('click', () => chat.show())
if (location.hash === '#chat') chat.show()

// The snippet names the server that this page came from.
document.querySelector('[data-address]').textContent = new URL('.', location.href).href
