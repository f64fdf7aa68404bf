import { useTranslation } from 'react-i18next'
import { maskName } from '#app/domain/shared/mask-name.ts'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { Card, Section } from '#app/ui/surface.tsx'

type Props = { name: string; nameLatin: string | null; isNamePublic: boolean }

/** Chooses whether the public pages of one's certificates show the whole name; it is masked as long as nobody chose. */
export function PublicNameSection({ name, nameLatin, isNamePublic }: Props) {
  const { t } = useTranslation('identity')
  const names = [name, ...(nameLatin ? [nameLatin] : [])]
  const now = names.map((one) => (isNamePublic ? one : maskName(one))).join(' · ')
  const then = names.map((one) => (isNamePublic ? maskName(one) : one)).join(' · ')
  return (
    <Section title={t('account.publicName')}>
      <Card>
        <form method="post" action={paths.choosePublicName()} className="grid gap-3">
          <p className="text-s">
            {t('account.publicNameNow')} <b>{now}</b>
          </p>
          <p className="text-s text-ink-2">{t('account.publicNameText')}</p>
          <input type="hidden" name="name" value={isNamePublic ? 'masked' : 'whole'} />
          <Button look="quiet" className="justify-self-start">
            {t(isNamePublic ? 'account.maskName' : 'account.showName', { name: then })}
          </Button>
        </form>
      </Card>
    </Section>
  )
}
