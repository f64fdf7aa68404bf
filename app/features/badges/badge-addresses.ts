import { paths } from '#app/paths.ts'

/** Where the documents of a badge are published; `publicUrl` is an origin without a slash at the end. */
export function badgeAddresses(publicUrl: string) {
  return {
    badge: (slug: string) => publicUrl + paths.badge(slug, 'json'),
    /** A subject of its own for each credential, so that two badges of one person cannot be told to be one person’s. */
    holder: (slug: string) => `${publicUrl}${paths.publicCredential(slug)}#holder`,
    achievement: (brandCode: string, typeCode: string) =>
      publicUrl + paths.achievement(brandCode.toLowerCase(), typeCode.toLowerCase()),
    statusList: (brandCode: string, purpose: string, listNumber: number) =>
      publicUrl + paths.badgeStatusList(brandCode.toLowerCase(), purpose, String(listNumber)),
    revocations: (brandCode: string) => publicUrl + paths.revocations(brandCode.toLowerCase()),
  }
}
