import { readdirSync, readFileSync } from 'node:fs'
import ts from 'typescript'

/** A column as `db/schema` declares it, in the database's own spelling. */
export type DeclaredColumn = {
  column: string
  kind: 'text' | 'integer'
  isNullable: boolean
  /** Whether an insert may leave it out because the database has a default. */
  isGenerated: boolean
}

/** Reads the interfaces of `db/schema` as text and returns every table of `Database` with its columns. Throws on a type it does not know. */
export function declaredTables(): Map<string, readonly DeclaredColumn[]> {
  const interfaces = new Map<string, ts.InterfaceDeclaration>()
  for (const name of readdirSync('db/schema')) {
    const text = readFileSync(`db/schema/${name}`, 'utf8')
    for (const statement of ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true).statements) {
      if (ts.isInterfaceDeclaration(statement)) interfaces.set(statement.name.text, statement)
    }
  }
  const database = interfaces.get('Database')
  if (!database) throw new Error('db/schema declares no Database')
  return new Map(
    propertiesOf(database).map(({ name, type }) => {
      const table = interfaces.get(type.getText())
      if (!table) throw new Error(`db/schema does not declare ${type.getText()}`)
      return [snake(name), propertiesOf(table).map((property) => columnOf(type.getText(), property))]
    }),
  )
}

type Property = { name: string; type: ts.TypeNode }

function propertiesOf(declaration: ts.InterfaceDeclaration): Property[] {
  return declaration.members.map((member) => {
    if (!ts.isPropertySignature(member) || !member.type || member.questionToken)
      throw new Error(`${declaration.name.text} declares something else than plain columns`)
    return { name: member.name.getText(), type: member.type }
  })
}

function columnOf(table: string, { name, type }: Property): DeclaredColumn {
  const isGenerated = ts.isTypeReferenceNode(type) && type.typeName.getText() === 'Generated'
  const inner = isGenerated ? (type.typeArguments?.[0] as ts.TypeNode) : type
  const parts = (ts.isUnionTypeNode(inner) ? [...inner.types] : [inner]).map((part) => part.getText())
  const values = parts.filter((part) => part !== 'null')
  const kinds = new Set(values.map((value) => kindOf(value)))
  const [kind] = kinds
  if (kinds.size !== 1 || !kind)
    throw new Error(`${table}.${name} is neither text nor integer: ${type.getText()}`)
  return { column: snake(name), kind, isNullable: values.length < parts.length, isGenerated }
}

function kindOf(value: string): 'text' | 'integer' | undefined {
  if (value === 'string' || value.startsWith("'")) return 'text'
  if (value === 'number' || /^\d+$/.test(value)) return 'integer'
  return undefined
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
