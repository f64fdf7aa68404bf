/**
 * Opens the search over everything with Ctrl+K or Cmd+K, and shows what is found while somebody types. Sent as it is, so that also pages without any other script have
 * it; without it the field is the form of the page `/find`. What comes from the server becomes text and links, never markup.
 */
const pauseMs = 140
let asked = 0
let timer = 0

/** The dialog of the page that is shown now; frames come and go without this script being loaded again. */
function parts() {
  const dialog = document.querySelector('dialog[data-find]')
  return (
    dialog && {
      dialog,
      field: dialog.querySelector('input[type="search"]'),
      results: dialog.querySelector('[data-results]'),
      status: dialog.querySelector('[role="status"]'),
    }
  )
}

function open() {
  const found = parts()
  if (!found) return false
  if (!found.dialog.open) {
    found.dialog.showModal()
    found.field.select()
  }
  return true
}

function links({ results }) {
  return [...results.querySelectorAll('a[data-hit]')]
}

function makeHit({ title, detail, path, also }) {
  const item = document.createElement('li')
  item.className = 'flex items-center gap-2'
  item.append(makeLink(path, title, detail))
  if (also) {
    const second = document.createElement('a')
    second.href = also.path
    second.textContent = also.title
    second.className = 'inline-flex min-h-11 shrink-0 items-center px-2 text-xs font-semibold text-accent'
    item.append(second)
  }
  return item
}

function makeLink(path, title, detail) {
  const link = document.createElement('a')
  link.href = path
  link.dataset.hit = ''
  link.className =
    'block min-h-11 min-w-0 flex-1 rounded-2 px-3 py-1.5 text-s no-underline hover:bg-sunken focus-visible:bg-sunken'
  const name = document.createElement('span')
  name.className = 'block font-semibold text-ink'
  name.textContent = title
  const more = document.createElement('span')
  more.className = 'block truncate text-xs text-ink-3'
  more.textContent = detail
  link.append(name, more)
  return link
}

function show({ results, status }, { groups, said }) {
  results.replaceChildren(
    ...groups.map(({ title, hits }) => {
      const section = document.createElement('section')
      const heading = document.createElement('h2')
      heading.className = 'px-3 pt-3 pb-1 text-xs font-semibold text-ink-3'
      heading.textContent = title
      const list = document.createElement('ul')
      list.append(...hits.map(makeHit))
      section.append(heading, list)
      return section
    }),
  )
  status.textContent = said
}

async function find() {
  const shown = parts()
  if (!shown) return
  const turn = ++asked
  const typed = shown.field.value.trim()
  if (typed === '') return show(shown, { groups: [], said: '' })
  try {
    const answer = await fetch(`${shown.dialog.dataset.find}?q=${encodeURIComponent(typed)}`)
    if (!answer.ok) throw new Error(String(answer.status))
    const found = await answer.json()
    // A slow answer to what was typed before does not replace a newer one.
    if (turn === asked) show(shown, found)
  } catch {
    if (turn === asked) show(shown, { groups: [], said: shown.dialog.dataset.failed })
  }
}

document.addEventListener('click', (event) => {
  const isPlain = !(event.metaKey || event.ctrlKey || event.shiftKey)
  if (isPlain && event.target.closest?.('[data-find-open]') && open()) event.preventDefault()
  // A click beside the dialog leaves it.
  if (event.target.matches?.('dialog[data-find]')) event.target.close()
})

document.addEventListener('input', (event) => {
  if (!event.target.closest?.('dialog[data-find]')) return
  clearTimeout(timer)
  timer = setTimeout(find, pauseMs)
})

document.addEventListener('keydown', (event) => {
  const isShortcut = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)
  if (isShortcut && !event.shiftKey && !event.altKey) {
    if (open()) event.preventDefault()
    return
  }
  if (!event.target.closest?.('dialog[data-find]')) return
  const shown = parts()
  // The browser would only empty the field.
  if (event.key === 'Escape') {
    event.preventDefault()
    shown.dialog.close()
    return
  }
  const list = links(shown)
  if (event.key === 'Enter' && event.target === shown.field && list[0]) {
    event.preventDefault()
    list[0].click()
    return
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (!step || list.length === 0) return
  event.preventDefault()
  const next = list.indexOf(document.activeElement) + step
  if (next < 0) shown.field.focus()
  else list[Math.min(next, list.length - 1)].focus()
})
