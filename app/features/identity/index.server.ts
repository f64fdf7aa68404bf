export type { Actor, Membership, Role } from './actor.ts'
export { hasRole } from './actor.ts'
export { choosePublicName } from './choose-public-name.server.ts'
export {
  type KeptForm,
  keptFormCookie,
  preferenceCookie,
  readSignInName,
  setSessionCookie,
  signInNameCookie,
  takeKeptForm,
} from './cookies.server.ts'
export { type AdminOutcome, createAdmin } from './create-admin.server.ts'
export { type DemoPerson, findDemoPeople } from './demo-people.repository.server.ts'
export { findActor } from './find-actor.server.ts'
export {
  acceptInvitation,
  type InvitationInput,
  type InvitationProblem,
  type InvitationState,
  invitePerson,
  readInvitation,
  readInvitePage,
  rolesInvitedBy,
  withdrawInvitation,
} from './invitations.server.ts'
export {
  endRole,
  findAddressee,
  findAddressees,
  grantRole,
  listPeople,
  readPerson,
  setAccountState,
} from './manage-people.server.ts'
export { readPasswordChoice } from './password-choice.server.ts'
export { hashPassword } from './password-hash.server.ts'
export {
  isResetUsable,
  requestPasswordReset,
  resetPassword,
  setOwnPassword,
} from './password-reset.server.ts'
export { insertPerson, insertRoleAssignment } from './person.repository.server.ts'
export { readOwnAccount } from './read-account.server.ts'
export { readActor } from './read-actor.server.ts'
export { readDemoPeople } from './read-demo-people.server.ts'
export { type Field, readForm } from './read-form.server.ts'
export { hashSecret, tokenFrom } from './secrets.server.ts'
export {
  chooseLanguage,
  listOwnSessions,
  type OwnSession,
  revokeOwnSession,
  signOut,
  switchOrganisation,
} from './sessions.server.ts'
export { type SignInOutcome, signInAsDemoPerson, signInWithPassword } from './sign-in.server.ts'
export { sendSignInCode, signInWithCode } from './sign-in-code.server.ts'
export { clearTries, takeTry } from './throttle.repository.server.ts'
