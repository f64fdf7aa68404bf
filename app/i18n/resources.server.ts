/** Every text of the interface, by language and namespace. Only the server holds them all; the browser loads the namespaces its page names. */
import commonEn from './locales/en/common.json'
import commonZh from './locales/zh-CN/common.json'
import gateEn from './locales/en/gate.json'
import gateZh from './locales/zh-CN/gate.json'
import identityEn from './locales/en/identity.json'
import identityZh from './locales/zh-CN/identity.json'
import learningEn from './locales/en/learning.json'
import learningZh from './locales/zh-CN/learning.json'
import examsEn from './locales/en/exams.json'
import examsZh from './locales/zh-CN/exams.json'
import practicalsEn from './locales/en/practicals.json'
import practicalsZh from './locales/zh-CN/practicals.json'
import credentialsEn from './locales/en/credentials.json'
import credentialsZh from './locales/zh-CN/credentials.json'
import checkEn from './locales/en/check.json'
import checkZh from './locales/zh-CN/check.json'
import teamEn from './locales/en/team.json'
import teamZh from './locales/zh-CN/team.json'
import publicEn from './locales/en/public.json'
import publicZh from './locales/zh-CN/public.json'
import adminEn from './locales/en/admin.json'
import adminZh from './locales/zh-CN/admin.json'

export const resources = {
  en: {
    common: commonEn,
    gate: gateEn,
    identity: identityEn,
    learning: learningEn,
    exams: examsEn,
    practicals: practicalsEn,
    credentials: credentialsEn,
    check: checkEn,
    team: teamEn,
    public: publicEn,
    admin: adminEn,
  },
  'zh-CN': {
    common: commonZh,
    gate: gateZh,
    identity: identityZh,
    learning: learningZh,
    exams: examsZh,
    practicals: practicalsZh,
    credentials: credentialsZh,
    check: checkZh,
    team: teamZh,
    public: publicZh,
    admin: adminZh,
  },
} as const
