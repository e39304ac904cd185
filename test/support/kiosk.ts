import { newBadgeCode } from '../../apps/api/src/modules/identity/kiosk/badge-code.js';
import { uuidv7 } from '../../apps/api/src/platform/ids/uuid.js';
import { decodeQr, rasterise } from '../../libs/certificates/src/testing/pdf.js';
import type { SignedIn, TestApp } from './harness.js';

export interface PairedKiosk {
  readonly id: string;
  /** `zhian_kiosk=…`, as the device sends it. */
  readonly cookie: string;
}

/** A shared device, registered by the officer; its code is still to be typed. */
export async function registerKiosk(
  t: TestApp,
  officer: SignedIn,
  organisationId: string,
  examSessionId?: string,
): Promise<{ id: string; pairingCode: string }> {
  const reply = await t
    .http()
    .post('/api/v1/kiosks')
    .set(officer.headers)
    .send({ organisationId, name: '考场平板', ...(examSessionId ? { examSessionId } : {}) });
  if (reply.status !== 201) throw new Error(`kiosk not registered: ${JSON.stringify(reply.body)}`);
  return reply.body as { id: string; pairingCode: string };
}

export async function pairedKiosk(
  t: TestApp,
  officer: SignedIn,
  organisationId: string,
  examSessionId?: string,
): Promise<PairedKiosk> {
  const { id, pairingCode } = await registerKiosk(t, officer, organisationId, examSessionId);
  const reply = await t.http().post('/api/v1/kiosk/pairing').send({ code: pairingCode });
  if (reply.status !== 201) throw new Error(`kiosk not paired: ${JSON.stringify(reply.body)}`);
  const [cookie = ''] = reply.headers['set-cookie'] as unknown as string[];
  return { id, cookie: String(cookie.split(';')[0]) };
}

export async function issuePin(
  t: TestApp,
  officer: SignedIn,
  organisationId: string,
  personId: string,
): Promise<string> {
  const reply = await t
    .http()
    .post('/api/v1/kiosk-pins')
    .set(officer.headers)
    .send({ organisationId, personIds: [personId] });
  const [slip] = (reply.body as { pins?: { pin: string }[] }).pins ?? [];
  if (!slip) throw new Error(`no PIN: ${JSON.stringify(reply.body)}`);
  return slip.pin;
}

export interface PdfReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Bytes of the file; of a refusal, its JSON. */
  readonly bytes: Uint8Array;
}

/** A POST that answers with a file. */
export async function postForPdf(
  t: TestApp,
  who: SignedIn,
  path: string,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<PdfReply> {
  const reply = await t
    .http()
    .post(`/api/v1/${path}`)
    .set({ ...who.headers, ...headers })
    .send(body)
    .buffer(true)
    .parse((stream, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => done(null, Buffer.concat(parts)));
    });
  return {
    status: reply.status,
    headers: reply.headers as Record<string, string>,
    bytes: new Uint8Array(reply.body as Buffer),
  };
}

/** A badge as if it had been issued, for tests that need many: printing and reading one takes a second. */
export async function hasBadge(t: TestApp, officer: SignedIn, personId: string): Promise<string> {
  const code = newBadgeCode();
  await t.db.query(
    `INSERT INTO kiosk_badge (id, person_id, token_hash, issued_at, issued_by) VALUES ($1, $2, encode(sha256($3::bytea), 'hex'), now(), $4)`,
    [uuidv7(), personId, code, officer.accountId],
  );
  return code;
}

/** A new badge for one person; answers with what its printed QR code says. */
export async function issueBadge(
  t: TestApp,
  officer: SignedIn,
  organisationId: string,
  personId: string,
): Promise<string> {
  const sheet = await postForPdf(t, officer, 'kiosk-badges', { organisationId, personIds: [personId] });
  if (sheet.status !== 200) throw new Error(`no badge: ${Buffer.from(sheet.bytes).toString()}`);
  const code = decodeQr(rasterise(sheet.bytes, 100))?.text;
  if (!code) throw new Error('the badge cannot be read');
  return code;
}
