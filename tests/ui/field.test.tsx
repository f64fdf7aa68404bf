import { describe, expect, test } from 'vitest'
import { SelectField, TextAreaField, TextField } from '#app/ui/field.tsx'
import { rendered } from './rendered.tsx'

const fields = {
  'a text field': (errors?: readonly string[]) => (
    <TextField name="name" label="Name" help="Appears on the certificate" errors={errors} />
  ),
  'a text area': (errors?: readonly string[]) => (
    <TextAreaField name="name" label="Name" help="Appears on the certificate" errors={errors} />
  ),
  'a choice': (errors?: readonly string[]) => (
    <SelectField name="name" label="Name" help="Appears on the certificate" errors={errors}>
      <option value="a">A</option>
    </SelectField>
  ),
}

describe.each(Object.entries(fields))('%s', (_name, field) => {
  test('has a label of its own and its help beside it', () => {
    const html = rendered(field())
    expect(html).toContain('<label for="name"')
    expect(html).toMatch(
      /id="name"[^>]*aria-describedby="name-help"|aria-describedby="name-help"[^>]*id="name"/,
    )
    expect(html).toContain('id="name-help"')
    expect(html).not.toContain('aria-invalid="')
  })

  test('says what is wrong beside the control and to who cannot see it', () => {
    const html = rendered(field(['The name is missing.']))
    expect(html).toContain('aria-invalid="true"')
    expect(html).toContain('aria-describedby="name-help name-error"')
    expect(html).toMatch(/id="name-error"[^>]*>The name is missing\.</)
  })
})
