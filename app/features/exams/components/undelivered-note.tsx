import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { keptChanges } from './kept-changes.ts'

/**
 * Says on the result how many changes this device still holds that never arrived: somebody whose connection was gone at the end should know it, and the
 * next person at this device should find nothing.
 */
export function UndeliveredNote({ personId, attemptId }: { personId: string; attemptId: string }) {
  const { t } = useTranslation('exams')
  const [count, setCount] = useState(0)
  useEffect(() => {
    void keptChanges(personId, attemptId)
      .load()
      .then((kept) => {
        // An answer of several fields is several changes, and one to who gave it.
        const items = kept.flatMap(({ changes }) => changes.map(({ itemId, kind }) => `${kind} ${itemId}`))
        setCount(new Set(items).size)
      })
  }, [personId, attemptId])
  if (count === 0) return null
  const clear = () =>
    void keptChanges(personId, attemptId)
      .forgetAll()
      .then(() => setCount(0))
  return (
    <div role="status" className="grid gap-2 rounded-2 border border-warn bg-warn-soft px-4 py-3 text-s">
      <p>{t('undelivered.lost', { count })}</p>
      <div>
        <Button type="button" look="quiet" onClick={clear}>
          {t('undelivered.clear')}
        </Button>
      </div>
    </div>
  )
}
