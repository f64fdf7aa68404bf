import { useTranslation } from 'react-i18next'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { TextField } from '#app/ui/field.tsx'
import type { RegisterMiss } from '../find-in-register.server.ts'

type RegisterFormProps = { typed?: string; miss?: RegisterMiss | null }

/** Asks for a certificate by its number or the address that its code holds; works without scripts. */
export function RegisterForm({ typed = '', miss = null }: RegisterFormProps) {
  const { t } = useTranslation('public')
  return (
    <search>
      <form method="get" action={paths.register()} className="grid max-w-[34rem] gap-3">
        <TextField
          name="q"
          label={t('register.number')}
          help={t('register.help')}
          errors={miss ? [t(`register.miss.${miss}`)] : undefined}
          defaultValue={typed}
          placeholder="MEIHE-AC-L2-7K3M-9Q2X-D"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={200}
          required
        />
        <div>
          <Button>{t('register.look')}</Button>
        </div>
      </form>
    </search>
  )
}
