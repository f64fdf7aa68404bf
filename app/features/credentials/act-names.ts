/** The acts on a credential by their names in addresses. */
export const actNames = ['suspend', 'reinstate', 'reduce', 'revoke', 'withdraw', 'correct'] as const

export type ActName = (typeof actNames)[number]
