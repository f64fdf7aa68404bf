import clsx from 'clsx'
import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react'

const controlClass =
  'min-h-11 w-full rounded-2 border bg-surface px-3 text-m text-ink aria-invalid:border-deny border-line-strong'

type FieldFrame = {
  label: ReactNode
  /** Says what happens next, not what the field is. */
  help?: ReactNode
  /** One sentence per fault: names what is wrong and the way out. */
  errors?: readonly string[] | undefined
  className?: string
}

type FieldShellProps = FieldFrame & { id: string; children: ReactNode }

function FieldShell({ id, label, help, errors, className, children }: FieldShellProps) {
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1.5 block text-[0.8125rem] font-semibold text-ink-2">
        {label}
      </label>
      {children}
      {help ? (
        <p id={`${id}-help`} className="mt-1 text-xs text-ink-3">
          {help}
        </p>
      ) : null}
      {errors?.length ? (
        <p id={`${id}-error`} className="mt-1 text-s font-medium text-deny">
          {errors.join(' ')}
        </p>
      ) : null}
    </div>
  )
}

function describedBy(id: string, help: ReactNode, errors: readonly string[] | undefined): string | undefined {
  return clsx(help ? `${id}-help` : '', errors?.length ? `${id}-error` : '') || undefined
}

type TextFieldProps = FieldFrame & InputHTMLAttributes<HTMLInputElement> & { name: string }

/** One line of text, a number, a date. Keeps what was typed when the form comes back with an error. */
export function TextField({ label, help, errors, className, id, ...input }: TextFieldProps) {
  const fieldId = id ?? input.name
  return (
    <FieldShell id={fieldId} label={label} help={help} errors={errors} className={className}>
      <input
        id={fieldId}
        className={controlClass}
        aria-invalid={errors?.length ? true : undefined}
        aria-describedby={describedBy(fieldId, help, errors)}
        {...input}
      />
    </FieldShell>
  )
}

type TextAreaFieldProps = FieldFrame & TextareaHTMLAttributes<HTMLTextAreaElement> & { name: string }

/** Several lines of text. */
export function TextAreaField({ label, help, errors, className, id, ...input }: TextAreaFieldProps) {
  const fieldId = id ?? input.name
  return (
    <FieldShell id={fieldId} label={label} help={help} errors={errors} className={className}>
      <textarea
        id={fieldId}
        rows={3}
        className={clsx(controlClass, 'py-2')}
        aria-invalid={errors?.length ? true : undefined}
        aria-describedby={describedBy(fieldId, help, errors)}
        {...input}
      />
    </FieldShell>
  )
}

type SelectFieldProps = FieldFrame &
  SelectHTMLAttributes<HTMLSelectElement> & { name: string; children: ReactNode }

/** A choice from a short list, with the browser's own control. */
export function SelectField({ label, help, errors, className, id, children, ...select }: SelectFieldProps) {
  const fieldId = id ?? select.name
  return (
    <FieldShell id={fieldId} label={label} help={help} errors={errors} className={className}>
      <select
        id={fieldId}
        className={controlClass}
        aria-invalid={errors?.length ? true : undefined}
        aria-describedby={describedBy(fieldId, help, errors)}
        {...select}
      >
        {children}
      </select>
    </FieldShell>
  )
}

/** What went wrong with a form, above it, with focus when it appears. */
export function FormProblem({ children }: { children: ReactNode }) {
  return (
    <div
      role="alert"
      tabIndex={-1}
      className="rounded-2 border border-deny bg-deny-soft px-4 py-3 text-s font-medium text-deny"
    >
      {children}
    </div>
  )
}
