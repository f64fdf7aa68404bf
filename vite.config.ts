import optimizeLocales from '@react-aria/optimize-locales-plugin'
import { vitePlugin as remix } from '@remix-run/dev'
import tailwind from '@tailwindcss/vite'
import { defineConfig } from 'vite'
import remixOptions from './remix.config.js'

/** Languages of React Aria's built-in texts; the others are left out of the browser's bundle. */
const widgetLanguages = ['en-US', 'zh-CN']

/** Packages of many files that the server's build takes into itself. */
const bundledPackages = [
  /^@internationalized\//,
  /^react-(aria|aria-components|stately)(\/|$)/,
  'kysely',
  'lucide-react',
  'nodemailer',
]

export default defineConfig(({ command }) => ({
  plugins: [
    tailwind(),
    remix(remixOptions),
    { ...optimizeLocales.vite({ locales: widgetLanguages }), enforce: 'pre' },
  ],
  build: {
    target: 'es2022',
    sourcemap: false,
    // Said here so that the server's build names style sheets by the same hash as the browser's.
    cssMinify: true,
    // A file inlined as a data: address would need looser security headers than ours.
    assetsInlineLimit: 0,
  },
  // Named here so that development prepares them before the first page, and does not reload it in the middle.
  optimizeDeps: {
    include: ['clsx', 'i18next', 'lucide-react', 'react-aria-components', 'react-i18next', 'zod'],
  },
  ssr: {
    // These come as 1,600 small files, and finding and reading them took half of a start. Development keeps them apart, as it would have to
    // transform each of them.
    noExternal: command === 'build' ? bundledPackages : [],
  },
  server: {
    // Development opens the same pages and data as the built server; these folders change while it runs.
    watch: { ignored: ['**/var/**', '**/build/**', '**/screenshots/**'] },
  },
}))
