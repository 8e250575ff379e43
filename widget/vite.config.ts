import {readFileSync} from 'node:fs'
import type {Plugin} from 'vite'
import {defineConfig} from 'vitest/config'

const oneLine: Plugin = {
  name: 'one-line',
  enforce: 'post',
  generateBundle(_options, bundle) {
    // What is left of line breaks and indentation after minifying stands in HTML templates.
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') continue
      chunk.code = chunk.code.replace(/(>?)\n {2,}(<?)/g, (_, before, after) =>
        before || after ? before + after : ' ')
    }
    const source = readFileSync('node_modules/lit/LICENSE', 'utf8')
    this.emitFile({type: 'asset', fileName: 'redress-chat.LICENSE.txt', source})
  },
}

// One classic script: unlike a module it loads from another origin without CORS headers.
// A page that includes it twice keeps the first: Lit must not be evaluated again, because it
// names a Trusted Types policy, and a strict policy lets a name be taken once.
export default defineConfig({
  plugins: [oneLine],
  build: {
    target: 'es2022',
    // Nothing is rewritten for older browsers: those in use know logical properties and :dir().
    cssTarget: 'esnext',
    lib: {
      entry: 'src/redress-chat-define.ts',
      formats: ['iife'],
      name: 'RedressChat',
      fileName: () => 'redress-chat.js',
    },
    rollupOptions: {
      output: {
        intro: "if (customElements.get('redress-chat')) return;",
        postBanner: '/* Contains Lit: see redress-chat.LICENSE.txt */',
      },
    },
  },
  // A busy machine is no fault of the chat.
  test: {include: ['test/**/*.test.ts'], testTimeout: 30_000},
})
