import type { Expression, SqlBool } from 'kysely'
import type { Membership } from '#app/features/identity/index.server.ts'
import type { Db } from '#db/schema/index.ts'

/** The organisation somebody acts for, as far as its people are concerned. */
export type Tenant = Pick<Membership, 'organisationId' | 'organisationKind'>

export type PersonNamedBy = { readonly id: string } | { readonly code: string }

/**
 * A person of the organisation acted for: with a role in it, or working in one of its outlets. For a brand, the people of providers under
 * contract count as well. Undefined for everybody else, whoever they are.
 */
export async function findPersonInReach(db: Db, named: PersonNamedBy, tenant: Tenant, at: string) {
  return db
    .selectFrom('person')
    .select(['person.id', 'person.code', 'person.name', 'person.language'])
    .where('id' in named ? 'person.id' : 'person.code', '=', 'id' in named ? named.id : named.code)
    .where((where) => {
      const organisations = where
        .selectFrom('organisation')
        .select('organisation.id')
        .where((of) => {
          const own = of('organisation.id', '=', tenant.organisationId)
          if (tenant.organisationKind !== 'brand') return own
          const contracted = of
            .selectFrom('providerContract')
            .select('providerContract.providerId')
            .where('providerContract.brandId', '=', tenant.organisationId)
            .where('providerContract.fromAt', '<=', at)
            .where((contract) =>
              contract.or([
                contract('providerContract.untilAt', 'is', null),
                contract('providerContract.untilAt', '>', at),
              ]),
            )
          return of.or([own, of('organisation.id', 'in', contracted)])
        })
      const hasRole: Expression<SqlBool> = where.exists(
        where
          .selectFrom('roleAssignment')
          .select('roleAssignment.id')
          .whereRef('roleAssignment.personId', '=', 'person.id')
          .where('roleAssignment.organisationId', 'in', organisations)
          .where('roleAssignment.fromAt', '<=', at)
          .where((role) =>
            role.or([role('roleAssignment.untilAt', 'is', null), role('roleAssignment.untilAt', '>', at)]),
          ),
      )
      const worksThere: Expression<SqlBool> = where.exists(
        where
          .selectFrom('affiliation')
          .innerJoin('outlet', 'outlet.id', 'affiliation.outletId')
          .select('affiliation.id')
          .whereRef('affiliation.personId', '=', 'person.id')
          .where('outlet.providerId', 'in', organisations)
          .where('affiliation.fromAt', '<=', at)
          .where((job) =>
            job.or([job('affiliation.untilAt', 'is', null), job('affiliation.untilAt', '>', at)]),
          ),
      )
      return where.or([hasRole, worksThere])
    })
    .executeTakeFirst()
}
