import { useFetcher } from '@remix-run/react'
import { useEffect, useState } from 'react'
import {
  ComboBox,
  Button as ComboButton,
  I18nProvider,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
} from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { inLanguage } from '#app/domain/shared/bilingual.ts'
import { useLanguage } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { FormProblem, TextField } from '#app/ui/field.tsx'
import { ChevronDown } from '#app/ui/icons.tsx'
import type { CheckField, CheckProblem, CheckValues } from '../check-input.ts'
import type { CheckOption } from '../check-options.repository.server.ts'

export type CheckFormProps = {
  values: CheckValues
  problems: Partial<Record<CheckField, CheckProblem>>
  options: {
    engineers: CheckOption[]
    operations: CheckOption[]
    models: CheckOption[]
    outlets: CheckOption[]
  }
}

/** Five questions: who, what, on which unit, where, when. Works as a plain form; with JavaScript the choices can be searched. */
export function CheckForm({ values, problems, options }: CheckFormProps) {
  const { t } = useTranslation('check')
  const fault = (field: CheckField) => {
    const problem = problems[field]
    return problem ? [t(`problem.${problem}`)] : undefined
  }
  return (
    <form method="post" action={paths.check()} className="grid gap-4" noValidate>
      {Object.keys(problems).length > 0 ? <FormProblem>{t('problem.summary')}</FormProblem> : null}
      <div className="grid items-start gap-3 sm:grid-cols-2 lg:grid-cols-4">
        <ChoiceField
          name="engineer"
          label={t('field.engineer')}
          value={values.engineer}
          options={options.engineers}
          searchKind="engineer"
          errors={fault('engineer')}
        />
        <ChoiceField
          name="operation"
          label={t('field.operation')}
          value={values.operation}
          options={options.operations}
          searchKind="operation"
          errors={fault('operation')}
        />
        <ChoiceField
          name="model"
          label={t('field.model')}
          value={values.model}
          options={options.models}
          errors={fault('model')}
        />
        <ChoiceField
          name="outlet"
          label={t('field.outlet')}
          value={values.outlet}
          options={options.outlets}
          searchKind="outlet"
          errors={fault('outlet')}
          help={t('field.outletHelp')}
        />
        <TextField
          name="start"
          type="datetime-local"
          label={t('field.start')}
          defaultValue={values.start}
          errors={fault('start')}
        />
        <TextField
          name="end"
          type="datetime-local"
          label={t('field.end')}
          defaultValue={values.end}
          errors={fault('end')}
        />
        <TextField
          name="height"
          type="number"
          min={0}
          step="0.5"
          inputMode="decimal"
          label={t('field.height')}
          help={t('field.heightHelp')}
          defaultValue={values.height}
          errors={fault('height')}
        />
        <TextField
          name="supervisor"
          label={t('field.supervisor')}
          help={t('field.supervisorHelp')}
          defaultValue={values.supervisor}
          errors={fault('supervisor')}
          autoComplete="off"
        />
      </div>
      <div>
        <Button>{t('submit')}</Button>
      </div>
    </form>
  )
}

type ChoiceFieldProps = {
  name: CheckField
  label: string
  value: string
  options: CheckOption[]
  searchKind?: 'engineer' | 'operation' | 'outlet'
  errors?: readonly string[] | undefined
  help?: string
}

/** Before JavaScript: a field for the code with suggestions. After: a combo box that searches on the server. */
function ChoiceField(props: ChoiceFieldProps) {
  const [isHydrated, setIsHydrated] = useState(false)
  useEffect(() => setIsHydrated(true), [])
  const language = useLanguage()
  return isHydrated ? (
    <I18nProvider locale={language === 'en' ? 'en-US' : 'zh-CN'}>
      <SearchField {...props} />
    </I18nProvider>
  ) : (
    <PlainField {...props} />
  )
}

function PlainField({ name, label, value, options, errors, help }: ChoiceFieldProps) {
  const language = useLanguage()
  return (
    <>
      <TextField
        name={name}
        label={label}
        list={`${name}-options`}
        defaultValue={value}
        errors={errors}
        help={help}
        autoComplete="off"
      />
      <datalist id={`${name}-options`}>
        {options.map((option) => (
          <option key={option.code} value={option.code}>
            {inLanguage(option.name, language)}
          </option>
        ))}
      </datalist>
    </>
  )
}

function SearchField({ name, label, value, options, searchKind, errors, help }: ChoiceFieldProps) {
  const { t } = useTranslation('check')
  const language = useLanguage()
  const fetcher = useFetcher<CheckOption[]>()
  const textOf = (option: CheckOption) => `${option.code} · ${inLanguage(option.name, language)}`
  const [shown, setShown] = useState(options)
  const chosen = [...options, ...shown].find((option) => option.code === value)
  const [code, setCode] = useState(value)
  const [text, setText] = useState(chosen ? textOf(chosen) : value)

  useEffect(() => {
    if (fetcher.data) setShown(fetcher.data)
  }, [fetcher.data])

  const search = (typed: string) => {
    setText(typed)
    if (searchKind) fetcher.load(paths.checkOptions({ kind: searchKind, q: typed }))
    else {
      const needle = typed.toLowerCase()
      setShown(options.filter((option) => textOf(option).toLowerCase().includes(needle)))
    }
    setCode(typed.trim())
  }

  return (
    <ComboBox
      inputValue={text}
      onInputChange={search}
      items={shown}
      selectedKey={shown.some((option) => option.code === code) ? code : null}
      onSelectionChange={(key) => {
        const option = shown.find((one) => one.code === key)
        if (!option) return
        setCode(option.code)
        setText(textOf(option))
      }}
      allowsCustomValue
      allowsEmptyCollection
      menuTrigger="focus"
      isInvalid={Boolean(errors?.length)}
    >
      <Label className="mb-1.5 block text-[0.8125rem] font-semibold text-ink-2">{label}</Label>
      <input type="hidden" name={name} value={code} />
      <div className="flex min-h-11 items-center rounded-2 border border-line-strong bg-surface pr-1 focus-within:outline-3 focus-within:outline-offset-2 focus-within:outline-focus data-invalid:border-deny">
        <Input
          className="min-h-11 w-full min-w-0 bg-transparent px-3 text-m outline-none"
          aria-describedby={errors?.length ? `${name}-error` : undefined}
        />
        <ComboButton
          className="grid size-10 shrink-0 place-items-center text-ink-2"
          aria-label={t('field.showChoices', { label })}
        >
          <ChevronDown aria-hidden size={18} />
        </ComboButton>
      </div>
      {help ? <p className="mt-1 text-xs text-ink-3">{help}</p> : null}
      {errors?.length ? (
        <p id={`${name}-error`} className="mt-1 text-s font-medium text-deny">
          {errors.join(' ')}
        </p>
      ) : null}
      <Popover className="max-h-80 w-(--trigger-width) min-w-64 overflow-auto rounded-2 border border-line bg-surface p-1 shadow-(--shadow)">
        <ListBox<CheckOption>
          renderEmptyState={() => <p className="px-3 py-2 text-s text-ink-3">{t('field.nothingFound')}</p>}
        >
          {(option) => (
            <ListBoxItem
              id={option.code}
              textValue={textOf(option)}
              className="cursor-pointer rounded-1 px-3 py-2 text-s outline-none data-focused:bg-accent-soft"
            >
              <span className="font-semibold">{inLanguage(option.name, language)}</span>
              <span className="block font-mono text-xs text-ink-3">
                {[option.code, option.detail].filter(Boolean).join(' · ')}
              </span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}
