import type { ActionFunctionArgs, AppLoadContext, EntryContext, LoaderFunctionArgs } from '@remix-run/node'
import { isRouteErrorResponse, RemixServer } from '@remix-run/react'
import { renderToString } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import type { Language } from './domain/shared/bilingual.ts'
import { i18nFor } from './i18n/i18n.server.ts'
import { isLanguage } from './i18n/languages.ts'
import { NonceProvider } from './nonce.ts'
import type { DrawHtml } from './runtime-contract.server.ts'
import { RequestIdProvider } from './shells/error-reference.tsx'

export { runtime } from './runtime.server.ts'

/**
 * Draws a page in one piece: nothing of ours streams, and a whole page can be compressed, measured and cached (architecture decision
 * "Pages are rendered whole").
 */
export default async function drawPage(
  request: Request,
  status: number,
  headers: Headers,
  page: EntryContext,
  { nonce, requestId, language }: AppLoadContext,
): Promise<Response> {
  headers.set('Content-Type', 'text/html; charset=utf-8')
  // As bytes: a text would be searched for faults and turned into bytes piece by piece.
  const html = Buffer.from(await drawHtml(page, { url: request.url, nonce, requestId, language }))
  return new Response(html, { status, headers })
}

/** The text of a page. It depends on nothing but its arguments, so that a thread without a database draws the same. */
export const drawHtml: DrawHtml = async (page, { url, nonce, requestId, language }) => {
  // Taken out before rendering: RemixServer would hand the data over in a Suspense boundary, which renderToString cannot wait for.
  const { serverHandoffStream, ...whole } = page
  const html = renderToString(
    <NonceProvider value={nonce}>
      <RequestIdProvider value={requestId}>
        <I18nextProvider i18n={i18nFor(languageOf(page, language))}>
          <RemixServer context={whole} url={url} nonce={nonce} />
        </I18nextProvider>
      </RequestIdProvider>
    </NonceProvider>,
  )
  const usesScripts = page.renderMeta?.didRenderScripts === true && serverHandoffStream !== undefined
  const body = usesScripts ? withData(html, await textOf(serverHandoffStream), nonce) : html
  if (!usesScripts) await serverHandoffStream?.cancel()
  return `<!DOCTYPE html>${body}`
}

/** Faults of loaders, actions and rendering. A visitor who went away or asked for what is not there is not one. */
export function handleError(
  failure: unknown,
  { request, context }: LoaderFunctionArgs | ActionFunctionArgs,
): void {
  if (request.signal.aborted) return
  if (isRouteErrorResponse(failure) && failure.status < 500) return
  context.log?.error(
    { err: failure, method: request.method, path: new URL(request.url).pathname },
    'request failed',
  )
}

/** The account's choice as the root loader found it; where that failed, what the request alone says. */
function languageOf(page: EntryContext, otherwise: Language): Language {
  const root = page.staticHandlerContext.loaderData?.root as { language?: unknown } | undefined
  return isLanguage(root?.language) ? root.language : otherwise
}

/** Puts the loaders' data where the browser's side of Remix waits for it, at the end of the body. */
function withData(html: string, data: string, nonce: string): string {
  const end = html.lastIndexOf('</body>')
  const stream = 'window.__remixContext.streamController'
  const script = `<script nonce="${nonce}">${stream}.enqueue(${scriptText(data)});${stream}.close();</script>`
  return `${html.slice(0, end)}${script}${html.slice(end)}`
}

/** A JavaScript string that cannot end the script element it stands in. */
function scriptText(value: string): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

async function textOf(stream: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder()
  const reader = stream.getReader()
  let text = ''
  for (let piece = await reader.read(); !piece.done; piece = await reader.read())
    text += decoder.decode(piece.value, { stream: true })
  return text + decoder.decode()
}
