import { describe, expect, it } from 'vitest'
import { nameIn, otherNameIn } from '#app/domain/shared/person-name.ts'

const both = { name: '王强', nameLatin: 'Wang Qiang' }
const long = { name: '阿不都热依木·阿卜杜拉', nameLatin: 'Abdurehim Abdulla' }
const single = { name: '李敏', nameLatin: null }
const blank = { name: '李敏', nameLatin: ' ' }
const latinOnly = { name: 'Ana Diaz', nameLatin: 'Ana Diaz' }

describe('the name a page calls a person by', () => {
  it('is in Latin letters on English pages and the name itself on Chinese ones', () => {
    expect(nameIn(both, 'en')).toBe('Wang Qiang')
    expect(nameIn(both, 'zh-CN')).toBe('王强')
    expect(nameIn(long, 'zh-CN')).toBe('阿不都热依木·阿卜杜拉')
  })

  it('is never blank: without Latin letters the name stands on both', () => {
    for (const person of [single, blank]) {
      expect(nameIn(person, 'en')).toBe('李敏')
      expect(nameIn(person, 'zh-CN')).toBe('李敏')
    }
  })
})

describe('the other name', () => {
  it('is what is left out, so that both together always say the whole', () => {
    for (const language of ['en', 'zh-CN'] as const)
      for (const person of [both, long])
        expect([nameIn(person, language), otherNameIn(person, language)].sort()).toEqual(
          [person.name, person.nameLatin].sort(),
        )
  })

  it('is none where there is only one, or twice the same', () => {
    for (const language of ['en', 'zh-CN'] as const)
      for (const person of [single, blank, latinOnly]) expect(otherNameIn(person, language)).toBeNull()
  })
})
