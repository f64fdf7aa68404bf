export type Picture = {
  readonly subject: string
  readonly page: string
  /** Below the folder of the sheet. */
  readonly file: string
  /** Such as `360 dark zh-CN`. */
  readonly look: string
  readonly faults: readonly string[]
}

/** A page that shows all pictures, a row for each page of each subject, with what is wrong with them. */
export function contactSheet(pictures: readonly Picture[]): string {
  const names = [...new Set(pictures.map(nameOf))]
  const sections = names.map((name) => {
    const row = pictures.filter((picture) => nameOf(picture) === name)
    const figures = row.map(
      ({ file, look, faults }) =>
        `<figure><a href="${escaped(file)}"><img loading="lazy" src="${escaped(file)}" alt="${escaped(`${name} ${look}`)}"></a>` +
        `<figcaption>${escaped(look)}${faults.map((fault) => `<strong>${escaped(fault)}</strong>`).join('')}</figcaption></figure>`,
    )
    return `<section><h2 id="${escaped(name)}">${escaped(name)}</h2><div>${figures.join('')}</div></section>`
  })
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Tiergate: every page</title>
<style>
body { font: 14px/1.4 system-ui; margin: 1.5rem; background: #ddd; color: #111 }
section div { display: flex; flex-wrap: wrap; gap: 1rem; align-items: start }
figure { margin: 0 }
img { height: 26rem; max-width: 42rem; object-fit: contain; object-position: top left; background: #fff }
strong { display: block; color: #a00 }
</style>
${sections.join('\n')}
</html>
`
}

function nameOf({ subject, page }: Picture): string {
  return `${subject}/${page}`
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
