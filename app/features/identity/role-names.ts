import type { Language } from '#app/domain/shared/bilingual.ts'
import type { Role } from './actor.ts'

/** Roles as they stand in messages, which are written without the interface's texts. */
export const roleNames: Record<Role, Record<Language, string>> = {
  engineer: { en: 'engineer', 'zh-CN': '服务工程师' },
  trainer: { en: 'trainer', 'zh-CN': '培训讲师' },
  'provider-manager': { en: 'provider manager', 'zh-CN': '服务商经理' },
  'curriculum-author': { en: 'curriculum author', 'zh-CN': '课程开发' },
  'item-reviewer': { en: 'item reviewer', 'zh-CN': '试题审核' },
  'certification-officer': { en: 'certification officer', 'zh-CN': '认证主管' },
  assessor: { en: 'assessor', 'zh-CN': '考评员' },
  invigilator: { en: 'invigilator', 'zh-CN': '监考员' },
  dispatcher: { en: 'dispatcher', 'zh-CN': '派单员' },
  monitor: { en: 'third-party monitor', 'zh-CN': '第三方监督员' },
  regulator: { en: 'government observer', 'zh-CN': '政府监管人员' },
  admin: { en: 'admin', 'zh-CN': '管理员' },
}
