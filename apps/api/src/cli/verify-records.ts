import type { INestApplicationContext } from '@nestjs/common';
import { VerifyAudit, VerifyRecordHeads } from '../modules/audit/index.js';
import { VerifyCertificates } from '../modules/certificates/index.js';
import { VerifyAttempts, VerifySessionLogs } from '../modules/exams/index.js';
import type { Streams } from './command.js';

const AUDIT_WHY = { gap: '缺了一行', 'broken-link': '和前一行接不上', changed: '内容被改过' } as const;
const ATTEMPT_WHY = { paper: '试卷', answers: '答案', grade: '成绩' } as const;
const CERTIFICATE_WHY = {
  'bad-signature': '内容和签名对不上',
  'file-missing': '文件不见了',
  'file-changed': '文件被改过',
  'revocation-undone': '作废记录被抹掉了',
  'row-missing': '发过，现在不见了',
} as const;
const HEAD_WHY = {
  unreadable: '文件读不懂',
  'bad-signature': '签名不对',
  'broken-link': '和前一天的文件接不上',
  'row-missing': '签过名的这一行不见了',
  'row-changed': '签过名的这一行被改过',
} as const;

/**
 * `verify-records`: walks every chain, names the first bad row of each and answers 1; «all good» with the counts on untouched
 * records (contract 14). Public keys and hashes alone decide; nothing is repaired.
 */
export async function verifyRecords(app: INestApplicationContext, { out }: Streams): Promise<number> {
  const audit = await app.get(VerifyAudit, { strict: false }).execute();
  const attempts = await app.get(VerifyAttempts, { strict: false }).execute();
  const sessions = await app.get(VerifySessionLogs, { strict: false }).execute();
  const certificates = await app.get(VerifyCertificates, { strict: false }).execute();
  const heads = await app.get(VerifyRecordHeads, { strict: false }).execute();

  const faults = [
    ...audit.faults.map(({ chain, seq, why }) => `audit ${chain} row ${seq}: ${why} 审计记录 ${AUDIT_WHY[why]}`),
    ...attempts.faults.map(({ attemptId, seq, why }) =>
      why === 'log'
        ? `attempt ${attemptId} event ${seq}: changed 作答记录被改过或缺了`
        : `attempt ${attemptId}: ${why}-differs ${ATTEMPT_WHY[why]}和作答记录对不上`,
    ),
    ...sessions.faults.map(
      ({ sessionId, seq }) => `exam session ${sessionId} event ${seq}: changed 考场记录被改过或缺了`,
    ),
    ...certificates.faults.map(({ number, why }) => `certificate ${number}: ${why} 证明${CERTIFICATE_WHY[why]}`),
    ...heads.faults.map(
      ({ date, why, row }) =>
        `signed head ${date}${row ? ` ${row.source} ${row.chain} row ${row.seq}` : ''}: ${why} ${HEAD_WHY[why]}`,
    ),
  ];
  for (const fault of faults) out(`${fault}\n`);
  out(
    `${faults.length === 0 ? 'all good' : `${faults.length} faults`}: ${audit.entries} audit entries, ${attempts.attempts} attempts with ${attempts.events} events, ${sessions.sessions} exam sessions with ${sessions.events} events, ` +
      `${certificates.certificates} certificates, ${heads.heads} signed heads in ${heads.files} daily files\n`,
  );
  return faults.length === 0 ? 0 : 1;
}
