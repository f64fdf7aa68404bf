/** One field of a posted form as text; empty where it is missing or a file. */
export type Field = (name: string) => string

/** Reads a posted form. What is no form answers 400. */
export async function readForm(request: Request): Promise<Field> {
  const form = await request.formData().catch(() => null)
  if (!form) throw new Response(null, { status: 400 })
  return (name) => {
    const value = form.get(name)
    return typeof value === 'string' ? value : ''
  }
}
