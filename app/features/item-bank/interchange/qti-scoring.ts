import { decimalOf, decimalText } from '#app/domain/exam/decimal.ts'
import type { OptionId } from '#app/domain/exam/item.ts'
import type { Element } from './element.ts'
import { element } from './write-xml.ts'

/**
 * Our two scoring rules in the words of QTI 2. All or nothing is the template `match_correct`; partial credit is a mapping for sets and pairs, and for
 * an order, which a mapping cannot judge by place, a rule written out. Weights are the marks of the whole item.
 */

/** Every right value adds a share of the weight, every other takes one away, and the sum is not below zero. */
export function mappingOf(right: readonly string[], weight: number): Element {
  const share = shareOf(weight, right.length)
  return element('mapping', { lowerBound: 0, upperBound: weight, defaultValue: `-${share}` }, [
    ...right.map((value) => element('mapEntry', { mapKey: value, mappedValue: share })),
  ])
}

/** A share with ten digits after the point: what is lost by that is less than any mark that is given. */
export function shareOf(weight: number, parts: number): string {
  return decimalText(decimalOf(Number((weight / parts).toFixed(10))))
}

/** All of the weight for an exact match where the weight is not the one mark of the template. */
export function weightedMatch(weight: number): Element {
  return processing([
    ifThen(element('match', {}, [variable('RESPONSE'), correct()]), setScore(float(String(weight)))),
  ])
}

/** The weight for a number within the tolerance, both ends included. */
export function withinTolerance(tolerance: number, weight: number): Element {
  const within = decimalText(decimalOf(tolerance))
  const equal =
    tolerance === 0
      ? element('equal', { toleranceMode: 'exact' }, [variable('RESPONSE'), correct()])
      : element(
          'equal',
          {
            toleranceMode: 'absolute',
            tolerance: `${within} ${within}`,
            includeLowerBound: 'true',
            includeUpperBound: 'true',
          },
          [variable('RESPONSE'), correct()],
        )
  return processing([ifThen(equal, setScore(float(String(weight))))])
}

/**
 * Partial credit of an order: begin with minus the weight, add two shares for each option in its place, and lift what is below zero to zero. That is a share
 * for each right place less one for each wrong, since an order always fills every place.
 */
export function orderByPlace(order: readonly OptionId[], weight: number): Element {
  const twoShares = shareOf(2 * weight, order.length)
  return processing([
    setScore(float(`-${weight}`)),
    ...order.map((id, index) =>
      ifThen(
        element('match', {}, [
          element('index', { n: index + 1 }, [variable('RESPONSE')]),
          element('baseValue', { baseType: 'identifier' }, [id]),
        ]),
        setScore(element('sum', {}, [variable('SCORE'), float(twoShares)])),
      ),
    ),
    ifThen(element('lt', {}, [variable('SCORE'), float('0')]), setScore(float('0'))),
  ])
}

function processing(rules: readonly Element[]): Element {
  return element('responseProcessing', {}, rules)
}

function ifThen(condition: Element, then: Element): Element {
  return element('responseCondition', {}, [element('responseIf', {}, [condition, then])])
}

function setScore(value: Element): Element {
  return element('setOutcomeValue', { identifier: 'SCORE' }, [value])
}

function variable(identifier: string): Element {
  return element('variable', { identifier })
}

function correct(): Element {
  return element('correct', { identifier: 'RESPONSE' })
}

function float(value: string): Element {
  return element('baseValue', { baseType: 'float' }, [value])
}
