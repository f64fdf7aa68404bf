import type { Language } from '#app/domain/shared/bilingual.ts'

/** The messages the product sends, each saying what to do and where. Values are inserted as text. */
type Words = { subject: string; body: string }
type Template = Record<Language, (values: Record<string, string>) => Words>

const signature: Record<Language, string> = { en: 'Tiergate', 'zh-CN': 'Tiergate' }

function template(
  en: (v: Record<string, string>) => Words,
  zh: (v: Record<string, string>) => Words,
): Template {
  const signed =
    (write: (v: Record<string, string>) => Words, language: Language) => (values: Record<string, string>) => {
      const { subject, body } = write(values)
      return { subject, body: `${body}\n\n${signature[language]}` }
    }
  return { en: signed(en, 'en'), 'zh-CN': signed(zh, 'zh-CN') }
}

export const messageTemplates = {
  'sign-in-code': template(
    (v) => ({
      subject: 'Your sign-in code',
      body: `Your sign-in code is ${v.code}. It works for 10 minutes, once. Nobody from us will ever ask you for it.`,
    }),
    (v) => ({
      subject: '登录验证码',
      body: `您的登录验证码是 ${v.code}，10 分钟内有效，仅可使用一次。我们的工作人员不会向您索取验证码。`,
    }),
  ),
  'password-reset': template(
    (v) => ({
      subject: 'Choose a new password',
      body: `Open ${v.link} within 60 minutes to choose a new password. If you did not ask for this, do nothing: your password stays as it is.`,
    }),
    (v) => ({
      subject: '重设密码',
      body: `请在 60 分钟内打开 ${v.link} 重设密码。如果不是您本人操作，请忽略本消息，原密码保持不变。`,
    }),
  ),
  invitation: template(
    (v) => ({
      subject: `${v.organisation} invites you to Tiergate`,
      body: `${v.name}, ${v.organisation} has prepared an account for you as ${v.role}. Open ${v.link} within 14 days to accept.`,
    }),
    (v) => ({
      subject: `${v.organisation}邀请您使用 Tiergate`,
      body: `${v.name}，${v.organisation}已为您准备账户，角色为${v.role}。请在 14 天内打开 ${v.link} 接受邀请。`,
    }),
  ),
  'credential-issued': template(
    (v) => ({
      subject: `You are certified: ${v.type}`,
      body: `${v.name}, you have been certified for ${v.type}, from today until ${v.lastDay}. See it in your wallet: ${v.link}`,
    }),
    (v) => ({
      subject: `您已获得${v.type}资格认证`,
      body: `${v.name}，您已获得${v.type}资格认证，即日起至 ${v.lastDay} 有效。请在“证书”中查看：${v.link}`,
    }),
  ),
  'credential-taken-over': template(
    (v) => ({
      subject: `Your earlier certificate is on record: ${v.type}`,
      body: `${v.name}, your earlier certificate for ${v.type} was taken over from the records before Tiergate. It is valid until ${v.lastDay} and has the number ${v.number} here. See it in your wallet: ${v.link}`,
    }),
    (v) => ({
      subject: `您原有的${v.type}证书已转入`,
      body: `${v.name}，您原有的${v.type}证书已由原有记录转入，有效期至 ${v.lastDay}，本平台证书编号为 ${v.number}。请在“证书”中查看：${v.link}`,
    }),
  ),
  'credential-refused': template(
    (v) => ({
      subject: `No certification for ${v.type} this time`,
      body: `${v.name}, the certification officer did not issue ${v.type}. Reason: ${v.reason}. See your next steps: ${v.link}`,
    }),
    (v) => ({
      subject: `本次未获得${v.type}资格认证`,
      body: `${v.name}，认证主管未签发${v.type}。理由：${v.reason}。后续步骤请查看：${v.link}`,
    }),
  ),
  'credential-changed': template(
    (v) => ({
      subject: `${v.type}: ${v.change}`,
      body: `${v.name}, your credential ${v.type} (${v.number}): ${v.change}. Reason: ${v.reason}. What counts now and what you can do: ${v.link}`,
    }),
    (v) => ({
      subject: `${v.type}：${v.change}`,
      body: `${v.name}，您的资格 ${v.type}（${v.number}）：${v.change}。理由：${v.reason}。当前有效范围和后续步骤请查看：${v.link}`,
    }),
  ),
  'team-credential-changed': template(
    (v) => ({
      subject: `${v.person}, ${v.type}: ${v.change}`,
      body: `The credential ${v.type} of ${v.person} (${v.code}): ${v.change}. Plan their jobs accordingly: ${v.link}`,
    }),
    (v) => ({
      subject: `${v.person} ${v.type}：${v.change}`,
      body: `${v.person}（${v.code}）的资格 ${v.type}：${v.change}。请据此安排派单：${v.link}`,
    }),
  ),
  'expiry-reminder': template(
    (v) => ({
      subject: `${v.what}`,
      body: `${v.name},\n\n${v.lines}\n\nRenew here: ${v.link}`,
    }),
    (v) => ({
      subject: `${v.what}`,
      body: `${v.name}：\n\n${v.lines}\n\n办理再认证：${v.link}`,
    }),
  ),
  'expiry-reminder-text': template(
    (v) => ({ subject: `${v.what}`, body: `${v.what}. Renew: ${v.link}` }),
    (v) => ({ subject: `${v.what}`, body: `${v.what}。办理再认证：${v.link}` }),
  ),
  'team-expiry-reminder': template(
    (v) => ({
      subject: `${v.what}`,
      body: `${v.name}, these credentials of your people need attention.\n\n${v.lines}\n\nSee who may do what, and enrol for renewals: ${v.link}`,
    }),
    (v) => ({
      subject: `${v.what}`,
      body: `${v.name}：以下人员的资格需要处理。\n\n${v.lines}\n\n查看团队资格并报名再认证：${v.link}`,
    }),
  ),
  'prior-recognised': template(
    (v) => ({
      subject: `${v.what} is recognised`,
      body: `${v.name}, what you learnt elsewhere counts for ${v.what}: ${v.source}. Exams and practicals are still to be taken. See what is left: ${v.link}`,
    }),
    (v) => ({
      subject: `已认可：${v.what}`,
      body: `${v.name}，您在其他地方的学习（${v.source}）已认可为 ${v.what}。考试和实操考核仍须参加。剩余步骤请查看：${v.link}`,
    }),
  ),
  enrolled: template(
    (v) => ({
      subject: `You are enrolled for ${v.what}`,
      body: `${v.name}, you have been enrolled for ${v.what}. Start here: ${v.link}`,
    }),
    (v) => ({
      subject: `已为您报名：${v.what}`,
      body: `${v.name}，已为您报名${v.what}。请从这里开始：${v.link}`,
    }),
  ),
  'attempt-voided': template(
    (v) => ({
      subject: `Your attempt at ${v.exam} does not count`,
      body: `${v.name}, the invigilator ended your attempt at ${v.exam} for a fault that was not yours. It is not counted, and you need not wait before the next one. Reason: ${v.reason}. Take it again: ${v.link}`,
    }),
    (v) => ({
      subject: `您的 ${v.exam} 考试不计次数`,
      body: `${v.name}，因非您本人原因，监考员终止了您的 ${v.exam} 考试。本次不计次数，也无须等待。原因：${v.reason}。重新参加：${v.link}`,
    }),
  ),
  'attempt-ended-for-cause': template(
    (v) => ({
      subject: `Your attempt at ${v.exam} was ended`,
      body: `${v.name}, the invigilator ended your attempt at ${v.exam}, and it counts as an attempt. Reason: ${v.reason}. If you disagree, tell your manager or the brand. When you may sit again: ${v.link}`,
    }),
    (v) => ({
      subject: `您的 ${v.exam} 考试已被终止`,
      body: `${v.name}，监考员终止了您的 ${v.exam} 考试，本次计入次数。原因：${v.reason}。如有异议，请联系您的经理或品牌商。何时可再次参加：${v.link}`,
    }),
  ),
  'practical-result': template(
    (v) => ({
      subject: `Practical ${v.practical}: ${v.result}`,
      body: `${v.name}, your practical ${v.practical} was scored: ${v.result}. See your ladder: ${v.link}`,
    }),
    (v) => ({
      subject: `实操考核${v.practical}：${v.result}`,
      body: `${v.name}，您的实操考核${v.practical}已评分：${v.result}。请查看您的阶梯：${v.link}`,
    }),
  ),
} as const satisfies Record<string, Template>

export type MessageTemplate = keyof typeof messageTemplates
