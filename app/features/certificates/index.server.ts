export { type CertificateOutcome, readCertificate } from './read-certificate.server.ts'
export { type RecognisedFile, recogniseFile } from './recognise-file.server.ts'
