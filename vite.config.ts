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
  'nodemailer',
]

/**
 * What every page needs: the frameworks, what the shells share, the controls without a library behind them and the helpers for names. One
 * file, so that a first view costs few requests. The shells themselves are routes, and only the page's own is sent.
 */
const frame =
  /node_modules\/(react|react-dom|scheduler|react-router|react-router-dom|turbo-stream|i18next|react-i18next|clsx|@remix-run\/(react|router|server-runtime))\/|\/app\/(shells\/(?!workplace|engineer|public|reader|exam-room|find-dialog)|ui\/(?!(?:ladder|search-form)\.)|i18n\/)[\w-]+\.tsx?$|\/app\/domain\/shared\/(bilingual|person-name)\.ts$|\/app\/(paths|nonce)\.ts$/

export default defineConfig(({ command, isSsrBuild }) => ({
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
    ...(isSsrBuild
      ? {}
      : { rollupOptions: { output: { manualChunks: (id) => (frame.test(id) ? 'frame' : undefined) } } }),
  },
  // Named here so that development prepares them before the first page, and does not reload it in the middle.
  optimizeDeps: {
    include: ['clsx', 'i18next', 'react-aria-components', 'react-i18next', 'zod'],
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
