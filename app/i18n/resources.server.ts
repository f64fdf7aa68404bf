/** Every text of the interface, by language and namespace. Only the server holds them all; the browser loads the namespaces its page names. */

import adminEn from './locales/en/admin.json'
import batchesEn from './locales/en/batches.json'
import checkEn from './locales/en/check.json'
import commonEn from './locales/en/common.json'
import credentialsEn from './locales/en/credentials.json'
import examsEn from './locales/en/exams.json'
import gateEn from './locales/en/gate.json'
import identityEn from './locales/en/identity.json'
import invigilationEn from './locales/en/invigilation.json'
import itemsEn from './locales/en/items.json'
import keysEn from './locales/en/keys.json'
import learningEn from './locales/en/learning.json'
import practicalsEn from './locales/en/practicals.json'
import publicEn from './locales/en/public.json'
import recognitionsEn from './locales/en/recognitions.json'
import remindersEn from './locales/en/reminders.json'
import roomEn from './locales/en/room.json'
import statisticsEn from './locales/en/statistics.json'
import teamEn from './locales/en/team.json'
import adminZh from './locales/zh-CN/admin.json'
import batchesZh from './locales/zh-CN/batches.json'
import checkZh from './locales/zh-CN/check.json'
import commonZh from './locales/zh-CN/common.json'
import credentialsZh from './locales/zh-CN/credentials.json'
import examsZh from './locales/zh-CN/exams.json'
import gateZh from './locales/zh-CN/gate.json'
import identityZh from './locales/zh-CN/identity.json'
import invigilationZh from './locales/zh-CN/invigilation.json'
import itemsZh from './locales/zh-CN/items.json'
import keysZh from './locales/zh-CN/keys.json'
import learningZh from './locales/zh-CN/learning.json'
import practicalsZh from './locales/zh-CN/practicals.json'
import publicZh from './locales/zh-CN/public.json'
import recognitionsZh from './locales/zh-CN/recognitions.json'
import remindersZh from './locales/zh-CN/reminders.json'
import roomZh from './locales/zh-CN/room.json'
import statisticsZh from './locales/zh-CN/statistics.json'
import teamZh from './locales/zh-CN/team.json'

export const resources = {
  en: {
    common: commonEn,
    gate: gateEn,
    identity: identityEn,
    keys: keysEn,
    learning: learningEn,
    invigilation: invigilationEn,
    items: itemsEn,
    exams: examsEn,
    recognitions: recognitionsEn,
    reminders: remindersEn,
    room: roomEn,
    statistics: statisticsEn,
    practicals: practicalsEn,
    credentials: credentialsEn,
    batches: batchesEn,
    check: checkEn,
    team: teamEn,
    public: publicEn,
    admin: adminEn,
  },
  'zh-CN': {
    common: commonZh,
    gate: gateZh,
    identity: identityZh,
    keys: keysZh,
    learning: learningZh,
    invigilation: invigilationZh,
    items: itemsZh,
    exams: examsZh,
    recognitions: recognitionsZh,
    reminders: remindersZh,
    room: roomZh,
    statistics: statisticsZh,
    practicals: practicalsZh,
    credentials: credentialsZh,
    batches: batchesZh,
    check: checkZh,
    team: teamZh,
    public: publicZh,
    admin: adminZh,
  },
} as const
