export { CertificatesModule } from './certificates.module.js';
export { IssueCertificate, type IssueOutcome } from './issue-certificate.js';
export { StoreCertificateFile } from './store-certificate-file.js';
export { RevokeCertificate } from './revoke-certificate.js';
export { VerifyCertificates, type CertificateFault } from './verify-certificates.js';
