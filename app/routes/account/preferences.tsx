import { redirect } from '@remix-run/node'
import { forAnyone } from '#app/access.server.ts'
import { chooseLanguage, preferenceCookie, readForm } from '#app/features/identity/index.server.ts'
import { sameSitePath } from '#app/features/identity/same-site-path.ts'
import { isLanguage } from '#app/i18n/languages.ts'
import { paths } from '#app/paths.ts'

/** Keeps language and appearance on this device, the language with the account too, and returns to the page. */
export const action = forAnyone(async (ctx, { request }) => {
  const field = await readForm(request)
  const headers = new Headers()
  const language = field('language')
  const theme = field('theme')
  if (isLanguage(language)) {
    await chooseLanguage(ctx, language)
    headers.append('set-cookie', preferenceCookie(ctx, 'language', language))
  }
  if (theme === 'light' || theme === 'dark')
    headers.append('set-cookie', preferenceCookie(ctx, 'theme', theme))
  if (theme === 'system') headers.append('set-cookie', preferenceCookie(ctx, 'theme', null))
  return redirect(pageOf(field('next')), { headers })
})

/** The pages of signing in are come back to as well here, but never the address of a button. */
function pageOf(next: string): string {
  const page = sameSitePath(next, { allowsSignIn: true })
  return page ?? paths.home()
}
