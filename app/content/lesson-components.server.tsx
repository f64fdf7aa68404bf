import { Children, isValidElement, type ReactElement, type ReactNode } from 'react'
import type { Language } from '#app/domain/shared/bilingual.ts'
import { type ContentWords, contentWords } from './content-words.ts'
import { judgeLink } from './link-target.ts'
import { inlineSvg } from './svg-inline.ts'
import type { SvgElement } from './svg-tokens.ts'

/** A picture a lesson may show: a guarded drawing, or the address under which a raster picture is served. */
export type Picture =
  | { readonly kind: 'drawing'; readonly root: SvgElement }
  | { readonly kind: 'raster'; readonly url: string }

type WithChildren = { readonly children?: ReactNode }

const calloutIcons: Record<keyof ContentWords['callouts'], string> = {
  danger: 'M12 2 22 12 12 22 2 12Z M12 7v6 M12 16.5v.5',
  warning: 'M12 3 22 20H2Z M12 10v4 M12 16.8v.4',
  note: 'M12 3a9 9 0 1 1 0 18a9 9 0 0 1 0-18 M12 11v5 M12 7.6v.4',
  tip: 'M9 18h6 M10 21h4 M12 3a6 6 0 0 0-3.5 10.9c.6.5 1 1.2 1 2.1h5c0-.9.4-1.6 1-2.1A6 6 0 0 0 12 3Z',
}
const manualIcon = 'M4 5a2 2 0 0 1 2-2h13v18H6a2 2 0 0 1-2-2Z M4 18a2 2 0 0 1 2-2h13 M9 7h6'

/** Parts of a check: markers that the compiler reads; they render nothing themselves. */
export function KnowledgeCheck(_: WithChildren & { id: string }): null {
  return null
}
export function Stem(_: WithChildren): null {
  return null
}
export function Choice(_: WithChildren & { id: string; correct?: boolean }): null {
  return null
}
export function Feedback(_: WithChildren): null {
  return null
}

/**
 * The one list of components with which a lesson is rendered: the listed ones of the format and the Markdown elements
 * that we render in our own way. Every visual meaning has a word or an icon beside its colour.
 */
export function lessonComponents(options: { language: Language; pictures: ReadonlyMap<string, Picture> }) {
  const words = contentWords[options.language]
  let figures = 0

  function Figure({ src, alt, caption }: { src: string; alt: string; caption?: string }): ReactElement {
    figures += 1
    const picture = options.pictures.get(src)
    if (!picture) throw new Error(`The picture ${src} was not handed to the renderer`)
    return (
      <figure className="figure">
        {picture.kind === 'drawing' ? (
          <div
            className="figure-drawing"
            // biome-ignore lint/security/noDangerouslySetInnerHtml: written by inlineSvg from a guarded tree of listed elements
            dangerouslySetInnerHTML={{
              __html: inlineSvg(picture.root, {
                language: options.language,
                alt,
                idPrefix: `fig${figures}-`,
              }),
            }}
          />
        ) : (
          <img className="figure-picture" src={picture.url} alt={alt} loading="lazy" decoding="async" />
        )}
        {caption ? <figcaption>{caption}</figcaption> : null}
      </figure>
    )
  }

  return {
    Callout: ({
      kind,
      title,
      children,
    }: WithChildren & { kind: keyof ContentWords['callouts']; title?: string }) => (
      <div className={`callout callout-${kind}`} role="note">
        <p className="callout-title">
          <Icon path={calloutIcons[kind]} /> <strong className="callout-word">{words.callouts[kind]}</strong>{' '}
          {title ? <span className="callout-subject">{title}</span> : null}
        </p>
        <div className="callout-body">{children}</div>
      </div>
    ),
    ManualWins: ({ children }: WithChildren) => (
      <div className="manual-wins" role="note">
        <p className="manual-wins-title">
          <Icon path={manualIcon} /> <strong>{words.manualWins}</strong>
        </p>
        <div className="manual-wins-body">{children}</div>
      </div>
    ),
    Steps: ({ children }: WithChildren) => <div className="steps">{children}</div>,
    Measurement: ({ caption, children }: WithChildren & { caption: string }) => (
      <figure className="measurement">
        <figcaption>
          <span className="measurement-word">{words.measurement}</span>{' '}
          <span className="measurement-caption">{caption}</span>
        </figcaption>
        {children}
      </figure>
    ),
    Figure,
    KnowledgeCheck,
    Stem,
    Choice,
    Feedback,
    a: LessonLink,
    table: ({ children, 'data-label': label }: WithChildren & { 'data-label'?: string }) => (
      <section
        className="table-scroll"
        aria-label={label ?? words.tableUnder('')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area must be reachable by keyboard (WCAG 2.1.1)
        tabIndex={0}
      >
        <table>{children}</table>
      </section>
    ),
    th: ({ children, style }: WithChildren & { style?: { textAlign?: string } }) => (
      <th scope="col" className={alignClass(style)}>
        {children}
      </th>
    ),
    td: ({ children, style }: WithChildren & { style?: { textAlign?: string } }) => (
      <td className={alignClass(style)}>{children}</td>
    ),
    pre: ({ children }: WithChildren) => (
      <section
        className="code-scroll"
        aria-label={words.codeSample}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area must be reachable by keyboard (WCAG 2.1.1)
        tabIndex={0}
      >
        <pre>{children}</pre>
      </section>
    ),
  }
}

function alignClass(style: { textAlign?: string } | undefined): string | undefined {
  return style?.textAlign ? `align-${style.textAlign}` : undefined
}

/** Links lead out of the product without telling where the reader came from, or to another lesson of the same course. */
function LessonLink({
  href,
  title,
  children,
}: WithChildren & { href?: string; title?: string }): ReactElement {
  const verdict = judgeLink(href ?? '')
  if (!verdict.ok) throw new Error(`A link passed the guard that may not: ${verdict.message}`)
  const { target } = verdict
  if (target.kind === 'heading')
    return (
      <a href={`#${target.fragment}`} title={title}>
        {children}
      </a>
    )
  if (target.kind === 'lesson') {
    const fragment = target.fragment ? `#${target.fragment}` : ''
    return (
      <a href={`${target.slug}${fragment}`} title={title}>
        {children}
      </a>
    )
  }
  return (
    <a href={target.href} title={title} rel="noopener noreferrer">
      {children}
    </a>
  )
}

function Icon({ path }: { path: string }): ReactElement {
  return (
    <svg
      className="callout-icon"
      viewBox="0 0 24 24"
      aria-hidden="true"
      focusable="false"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={path} />
    </svg>
  )
}

/** The elements among a component's children; text between them is dropped. */
export function elementsOf(children: ReactNode): ReactElement<Record<string, unknown> & WithChildren>[] {
  return Children.toArray(children).filter(
    (child): child is ReactElement<Record<string, unknown> & WithChildren> => isValidElement(child),
  )
}
