/** What the invitation form was sent with, as typed. */
export type InviteValues = {
  name: string
  staffCode: string
  phone: string
  email: string
  role: string
  outletId: string
  language: 'en' | 'zh-CN'
}

/** Reads the form's fields, cut to what could ever be right. */
export function readInviteValues(field: (name: string) => string): InviteValues {
  const short = (name: string) => field(name).slice(0, 300)
  return {
    name: short('name'),
    staffCode: short('staffCode'),
    phone: short('phone'),
    email: short('email'),
    role: short('role'),
    outletId: short('outletId'),
    language: field('language') === 'en' ? 'en' : 'zh-CN',
  }
}
