export { enrolTeamPerson } from './enrol-team-person.server.ts'
export { readTeam, type TeamPage, type TeamRow } from './read-team.server.ts'
export { type EnrolmentOption, readTeamPerson, type TeamPersonPage } from './read-team-person.server.ts'
export { exportTeam } from './team-csv.server.ts'
