import type { Role } from '#app/features/identity/actor.ts'
import { paths } from '#app/paths.ts'
import {
  BookOpen,
  ChartColumn,
  ClipboardCheck,
  FileClock,
  GraduationCap,
  type Icon,
  IdCard,
  Inbox,
  KeyRound,
  LayoutGrid,
  Library,
  Mail,
  PenLine,
  ScrollText,
  Search,
  ShieldCheck,
  TableProperties,
  User,
  UserCog,
  WalletCards,
} from '#app/ui/icons.tsx'
import { LadderIcon } from '#app/ui/ladder-icon.tsx'

/** One place a person can go: the word is `common:nav.<key>`. */
export type Destination = {
  key:
    | 'ladder'
    | 'courses'
    | 'exams'
    | 'wallet'
    | 'inbox'
    | 'account'
    | 'desk'
    | 'check'
    | 'team'
    | 'training'
    | 'decisions'
    | 'credentials'
    | 'station'
    | 'statistics'
    | 'accommodations'
    | 'reminders'
    | 'recognitions'
    | 'invigilate'
    | 'banks'
    | 'apiKeys'
    | 'people'
    | 'audit'
    | 'keys'
  to: string
  icon: Icon | typeof LadderIcon
  roles: readonly Role[] | 'all'
}

/** What an engineer has at hand. On phones the first four are the bottom bar. */
export const engineerDestinations: readonly Destination[] = [
  { key: 'ladder', to: paths.ladder(), icon: LadderIcon, roles: ['engineer'] },
  { key: 'courses', to: paths.courses(), icon: BookOpen, roles: 'all' },
  { key: 'exams', to: paths.exams(), icon: PenLine, roles: ['engineer'] },
  { key: 'wallet', to: paths.wallet(), icon: WalletCards, roles: ['engineer'] },
  { key: 'inbox', to: paths.inbox(), icon: Inbox, roles: 'all' },
  { key: 'account', to: paths.account(), icon: User, roles: 'all' },
]

/** Who looks for people and credentials, and so has the search over everything. */
export const findingRoles: readonly Role[] = [
  'dispatcher',
  'admin',
  'provider-manager',
  'certification-officer',
  'monitor',
  'regulator',
]

/** The consoles, by role. */
export const workplaceDestinations: readonly Destination[] = [
  { key: 'desk', to: paths.desk(), icon: LayoutGrid, roles: 'all' },
  {
    key: 'check',
    to: paths.check(),
    icon: Search,
    roles: findingRoles,
  },
  { key: 'team', to: paths.team(), icon: TableProperties, roles: ['provider-manager'] },
  { key: 'training', to: paths.training(), icon: GraduationCap, roles: ['trainer'] },
  { key: 'decisions', to: paths.decisions(), icon: ShieldCheck, roles: ['certification-officer'] },
  {
    key: 'credentials',
    to: paths.credentials(),
    icon: WalletCards,
    roles: ['certification-officer', 'admin'],
  },
  { key: 'accommodations', to: paths.accommodations(), icon: FileClock, roles: ['certification-officer'] },
  { key: 'recognitions', to: paths.recognitions(), icon: GraduationCap, roles: ['certification-officer'] },
  {
    key: 'reminders',
    to: paths.reminders(),
    icon: Mail,
    roles: ['provider-manager', 'certification-officer', 'admin'],
  },
  { key: 'station', to: paths.station(), icon: ClipboardCheck, roles: ['assessor'] },
  {
    key: 'statistics',
    to: paths.statistics(),
    icon: ChartColumn,
    roles: ['curriculum-author', 'item-reviewer', 'certification-officer'],
  },
  { key: 'invigilate', to: paths.invigilate(), icon: FileClock, roles: ['invigilator'] },
  { key: 'banks', to: paths.itemBanks(), icon: Library, roles: ['curriculum-author'] },
  {
    key: 'apiKeys',
    to: paths.apiKeys(),
    icon: KeyRound,
    roles: ['admin', 'certification-officer', 'provider-manager'],
  },
  { key: 'people', to: paths.adminPeople(), icon: UserCog, roles: ['admin'] },
  { key: 'audit', to: paths.audit(), icon: ScrollText, roles: ['admin', 'monitor', 'regulator'] },
  { key: 'keys', to: paths.signingKeys(), icon: KeyRound, roles: ['admin'] },
  { key: 'courses', to: paths.courses(), icon: BookOpen, roles: 'all' },
  { key: 'inbox', to: paths.inbox(), icon: Inbox, roles: 'all' },
  { key: 'account', to: paths.account(), icon: IdCard, roles: 'all' },
]

/** The destinations open to someone with these roles. */
export function destinationsFor(
  destinations: readonly Destination[],
  held: readonly Role[],
): readonly Destination[] {
  return destinations.filter(({ roles }) => roles === 'all' || roles.some((role) => held.includes(role)))
}
