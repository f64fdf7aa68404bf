import type { Grant } from './credential.ts'

/** A component of a composite: what it needs, in the composite's brand. */
export type Component = { readonly type: string; readonly grants: readonly Grant[] }

export type ComponentReading = {
  readonly type: string
  readonly satisfied: boolean
  /** What the composite grants through this component now. */
  readonly grants: readonly Grant[]
}

export type CompositeReading = {
  readonly completeness: 'COMPLETE' | 'INCOMPLETE' | 'NOT_EFFECTIVE'
  readonly components: readonly ComponentReading[]
  readonly grants: readonly Grant[]
}

/**
 * What a composite shows (model 4.2, 4): it grants a category only while it and that component are both effective; a
 * component is satisfied by any effective grant of its category at its level or above (gate 6.15, 17). Where one has
 * lapsed it is INCOMPLETE, and the others go on. `effectiveGrants` are those of the person's own effective credentials
 * of the composite's brand, the composite itself left out.
 */
export function readComposite(
  compositeGrantsWork: boolean,
  components: readonly Component[],
  effectiveGrants: readonly Grant[],
): CompositeReading {
  const readings = components.map((component): ComponentReading => {
    const satisfied = component.grants.every((needed) =>
      effectiveGrants.some((held) => held.category === needed.category && held.level >= needed.level),
    )
    return {
      type: component.type,
      satisfied,
      grants: compositeGrantsWork && satisfied ? component.grants : [],
    }
  })
  const complete = readings.every((reading) => reading.satisfied)
  return {
    completeness: !compositeGrantsWork ? 'NOT_EFFECTIVE' : complete ? 'COMPLETE' : 'INCOMPLETE',
    components: readings,
    grants: readings.flatMap((reading) => reading.grants),
  }
}
