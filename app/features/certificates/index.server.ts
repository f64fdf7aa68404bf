export { type CertificateOutcome, readCertificate } from './read-certificate.server.ts'
export { readStaffCard, type StaffCard } from './read-staff-card.server.ts'
export { type RecognisedFile, recogniseFile } from './recognise-file.server.ts'
