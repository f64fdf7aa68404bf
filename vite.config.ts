import optimizeLocales from '@react-aria/optimize-locales-plugin'
import { vitePlugin as remix } from '@remix-run/dev'
import tailwind from '@tailwindcss/vite'
import { defineConfig } from 'vite'
import remixOptions from './remix.config.js'

/** Languages of React Aria's built-in texts; the others are left out of the browser's bundle. */
const widgetLanguages = ['en-US', 'zh-CN']

export default defineConfig({
  plugins: [
    tailwind(),
    remix(remixOptions),
    { ...optimizeLocales.vite({ locales: widgetLanguages }), enforce: 'pre' },
  ],
  build: {
    target: 'es2022',
    sourcemap: false,
    // A file inlined as a data: address would need looser security headers than ours.
    assetsInlineLimit: 0,
  },
  server: {
    // Development opens the same pages and data as the built server; these folders change while it runs.
    watch: { ignored: ['**/var/**', '**/build/**', '**/screenshots/**'] },
  },
})
