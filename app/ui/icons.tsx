import type { ReactElement, SVGProps } from 'react'
import * as shapes from './icon-shapes.ts'

/** `size` in pixels, of both sides. Give `aria-hidden`, or a role and a label where the icon says something that no word beside it says. */
export type IconProps = Omit<SVGProps<SVGSVGElement>, 'children' | 'dangerouslySetInnerHTML'> & {
  size?: number
}

export type Icon = (props: IconProps) => ReactElement

/** An icon whose shape is ready as markup: a page has dozens of them, and their lines need not be put together each time. */
function icon(markup: string): Icon {
  const shape = { __html: markup }
  return (props) => draw(shape, props)
}

function draw(shape: { __html: string }, { size = 24, ...rest }: IconProps): ReactElement {
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={2}
      strokeLinecap="round"
      strokeLinejoin="round"
      {...rest}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours, see icon-shapes.ts
      dangerouslySetInnerHTML={shape}
    />
  )
}

export const ArrowLeft = /* @__PURE__ */ icon(shapes.arrowLeft)
export const ArrowRight = /* @__PURE__ */ icon(shapes.arrowRight)
export const BookOpen = /* @__PURE__ */ icon(shapes.bookOpen)
export const ChartColumn = /* @__PURE__ */ icon(shapes.chartColumn)
export const Check = /* @__PURE__ */ icon(shapes.check)
export const ChevronDown = /* @__PURE__ */ icon(shapes.chevronDown)
export const ChevronRight = /* @__PURE__ */ icon(shapes.chevronRight)
export const ChevronUp = /* @__PURE__ */ icon(shapes.chevronUp)
export const Circle = /* @__PURE__ */ icon(shapes.circle)
export const CircleCheck = /* @__PURE__ */ icon(shapes.circleCheck)
export const CircleMinus = /* @__PURE__ */ icon(shapes.circleMinus)
export const CircleX = /* @__PURE__ */ icon(shapes.circleX)
export const ClipboardCheck = /* @__PURE__ */ icon(shapes.clipboardCheck)
export const CloudOff = /* @__PURE__ */ icon(shapes.cloudOff)
export const Download = /* @__PURE__ */ icon(shapes.download)
export const FileClock = /* @__PURE__ */ icon(shapes.fileClock)
export const Flag = /* @__PURE__ */ icon(shapes.flag)
export const GraduationCap = /* @__PURE__ */ icon(shapes.graduationCap)
export const IdCard = /* @__PURE__ */ icon(shapes.idCard)
export const Inbox = /* @__PURE__ */ icon(shapes.inbox)
export const Info = /* @__PURE__ */ icon(shapes.info)
export const KeyRound = /* @__PURE__ */ icon(shapes.keyRound)
export const Languages = /* @__PURE__ */ icon(shapes.languages)
export const LayoutGrid = /* @__PURE__ */ icon(shapes.layoutGrid)
export const Library = /* @__PURE__ */ icon(shapes.library)
export const LoaderCircle = /* @__PURE__ */ icon(shapes.loaderCircle)
export const LogOut = /* @__PURE__ */ icon(shapes.logOut)
export const Mail = /* @__PURE__ */ icon(shapes.mail)
export const Menu = /* @__PURE__ */ icon(shapes.menu)
export const MessageSquareText = /* @__PURE__ */ icon(shapes.messageSquareText)
export const MonitorSmartphone = /* @__PURE__ */ icon(shapes.monitorSmartphone)
export const Moon = /* @__PURE__ */ icon(shapes.moon)
export const OctagonMinus = /* @__PURE__ */ icon(shapes.octagonMinus)
export const PenLine = /* @__PURE__ */ icon(shapes.penLine)
export const Repeat2 = /* @__PURE__ */ icon(shapes.repeat2)
export const Route = /* @__PURE__ */ icon(shapes.route)
export const ScrollText = /* @__PURE__ */ icon(shapes.scrollText)
export const Search = /* @__PURE__ */ icon(shapes.search)
export const ShieldCheck = /* @__PURE__ */ icon(shapes.shieldCheck)
export const Square = /* @__PURE__ */ icon(shapes.square)
export const SquareCheck = /* @__PURE__ */ icon(shapes.squareCheck)
export const Sun = /* @__PURE__ */ icon(shapes.sun)
export const TableProperties = /* @__PURE__ */ icon(shapes.tableProperties)
export const TriangleAlert = /* @__PURE__ */ icon(shapes.triangleExclamationPoint)
export const User = /* @__PURE__ */ icon(shapes.user)
export const UserCog = /* @__PURE__ */ icon(shapes.userCog)
export const UserPlus = /* @__PURE__ */ icon(shapes.userPlus)
export const Users = /* @__PURE__ */ icon(shapes.users)
export const WalletCards = /* @__PURE__ */ icon(shapes.walletCards)
