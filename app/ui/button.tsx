import { Link, type LinkProps } from '@remix-run/react'
import clsx from 'clsx'
import type { ButtonHTMLAttributes, ReactNode } from 'react'

type Look = 'primary' | 'quiet' | 'danger'
type Size = 'normal' | 'small'

const lookClass: Record<Look, string> = {
  primary: 'bg-accent text-accent-ink border-transparent hover:opacity-90',
  quiet: 'bg-transparent text-ink border-line-strong hover:bg-sunken',
  danger: 'bg-deny text-surface border-transparent hover:opacity-90',
}
const sizeClass: Record<Size, string> = {
  normal: 'min-h-11 px-[1.125rem] text-[0.9375rem]',
  small: 'min-h-11 px-3 text-s md:min-h-9',
}

function buttonClass(look: Look, size: Size, className?: string): string {
  return clsx(
    'inline-flex items-center justify-center gap-2 rounded-2 border py-1.5 text-center font-semibold no-underline disabled:cursor-not-allowed disabled:opacity-60',
    lookClass[look],
    sizeClass[size],
    className,
  )
}

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & { look?: Look; size?: Size; children: ReactNode }

/** A button of a form. A page has one primary button; the rest are quiet. */
export function Button({
  look = 'primary',
  size = 'normal',
  className,
  type = 'submit',
  ...rest
}: ButtonProps) {
  return <button type={type} className={buttonClass(look, size, className)} {...rest} />
}

type ButtonLinkProps = LinkProps & { look?: Look; size?: Size }

/** A link that is the page's next step and therefore looks like a button. */
export function ButtonLink({ look = 'primary', size = 'normal', className, ...rest }: ButtonLinkProps) {
  return <Link className={buttonClass(look, size, className)} {...rest} />
}
