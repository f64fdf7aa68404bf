/** `$.requests[3].window.start`; a name that is no plain word is quoted. */
export function jsonPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`
    return /^[A-Za-z_]\w*$/.test(String(step))
      ? `${text}.${String(step)}`
      : `${text}[${JSON.stringify(step)}]`
  }, '$')
}
