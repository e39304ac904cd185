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
