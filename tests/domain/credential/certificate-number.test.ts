import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  makeCertificateNumber,
  makePublicSlug,
  parseCertificateNumber,
} from '#app/domain/credential/certificate-number.ts'

const prefixes = ['MEIHE-AC-L2', 'LUMEN-NB-L4', 'HAIYUE-VRF-C3', 'MEIHE-TRI-L2']
const bytes = fc.uint8Array({ minLength: 5, maxLength: 5 })
const anyNumber = fc.tuple(fc.constantFrom(...prefixes), bytes).map(([prefix, random]) => {
  const [brand = '', ...typeCode] = prefix.split('-')
  return makeCertificateNumber(brand, typeCode.join('-'), () => random)
})

describe('certificate numbers', () => {
  it('have the printed form of the contract', () => {
    const { text } = makeCertificateNumber(
      'MEIHE',
      'AC-L2',
      () => new Uint8Array([0x3c, 0xc7, 0x44, 0xdc, 0x5d]),
    )
    expect(text).toMatch(/^MEIHE-AC-L2-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]$/)
    expect(text.slice(0, 21)).toBe('MEIHE-AC-L2-7K3M-9Q2X')
  })

  it('refuse a prefix of other characters and a source that gives too little', () => {
    expect(() => makeCertificateNumber('meihe', 'AC-L2', (count) => new Uint8Array(count))).toThrow(
      RangeError,
    )
    expect(() => makeCertificateNumber('MEIHE', 'AC-L2', () => new Uint8Array(2))).toThrow(RangeError)
  })

  it('are read back however people write them', () => {
    fc.assert(
      fc.property(anyNumber, (number) => {
        const sloppy = [
          number.text,
          number.text.toLowerCase(),
          number.text.replaceAll('0', 'O'),
          number.text.replaceAll('1', 'I'),
          number.text.replaceAll('1', 'l'),
          number.text.replaceAll('-', ' '),
          ` ${number.text.replaceAll('-', '–')} `,
          number.text.replace(/-(\w{4})-(\w)$/, '$1$2'),
          number.text.replaceAll('I', '1').replaceAll('O', '0'),
        ]
        for (const typed of sloppy) expect(parseCertificateNumber(typed, prefixes)).toEqual(number)
        expect(parseCertificateNumber(number.text)?.key).toBe(number.key)
      }),
    )
  })

  it('find every single wrong character', () => {
    const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
    const folded = (character: string) => character.replace('O', '0').replace(/[IL]/, '1').replace('U', 'V')
    fc.assert(
      fc.property(anyNumber, fc.nat(), fc.constantFrom(...alphabet), (number, position, wrong) => {
        const at = position % number.text.length
        const right = number.text.charAt(at)
        if (right === '-' || folded(right) === wrong) return
        expect(
          parseCertificateNumber(number.text.slice(0, at) + wrong + number.text.slice(at + 1), prefixes),
        ).toBeNull()
      }),
      { numRuns: 2000 },
    )
  })

  it('refuse what has not the form', () => {
    for (const typed of [
      '',
      'MEIHE',
      'MEIHE-AC-L2',
      'MEIHE-AC-L2-7K3M',
      '7K3M-9Q2X-D',
      "MEIHE-AC-L2-7K3M-9Q2X-D'; --",
    ]) {
      expect(parseCertificateNumber(typed, prefixes)).toBeNull()
    }
  })

  it('use all random bits', () => {
    fc.assert(
      fc.property(bytes, bytes, (a, b) => {
        const text = (random: Uint8Array) => makeCertificateNumber('MEIHE', 'AC-L2', () => random).text
        expect(text(a) === text(b)).toBe(a.join() === b.join())
      }),
    )
  })
})

describe('public slugs', () => {
  it('carry 128 bits as 26 characters fit for an address', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 16, maxLength: 16 }),
        fc.uint8Array({ minLength: 16, maxLength: 16 }),
        (a, b) => {
          expect(makePublicSlug(() => a)).toMatch(/^[0-9a-hjkmnp-tv-z]{26}$/)
          expect(makePublicSlug(() => a) === makePublicSlug(() => b)).toBe(a.join() === b.join())
        },
      ),
    )
  })
})
