import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it } from '@jest/globals';
import { deleteDeviceDatabase } from '../offline/device-database.js';
import { dropPaper } from '../offline/device-store.js';
import { forgetOthers, forgetPerson } from '../offline/forget.js';
import { dropPacksExcept, keepPack, keptPack } from './kept-packs.js';

afterEach(() => deleteDeviceDatabase());

const keep = (owner: string, examSessionId: string, packId = `pack-${examSessionId}`) =>
  keepPack({ owner, examSessionId, packId, bytes: new Uint8Array([1, 2, 3]).buffer });

describe('packs on this device', () => {
  it('are there for whom they were fetched, the newest one', async () => {
    await keep('zhao', 'autumn', 'old');
    await keep('zhao', 'autumn', 'new');
    expect(await keptPack('zhao', 'autumn')).toMatchObject({ packId: 'new' });
    expect(await keptPack('wang', 'autumn')).toBeNull();
    expect(await keptPack('zhao', 'winter')).toBeNull();
  });

  it('go when the exam offers them no more; those of others and papers do not come into it', async () => {
    await keep('zhao', 'autumn');
    await keep('zhao', 'winter');
    await keep('wang', 'autumn');
    await dropPacksExcept('zhao', new Set(['pack-winter']));
    await dropPaper('zhao', 'winter-attempt');
    expect(await keptPack('zhao', 'autumn')).toBeNull();
    expect(await keptPack('zhao', 'winter')).not.toBeNull();
    expect(await keptPack('wang', 'autumn')).not.toBeNull();
  });

  it('go on signing out, and when somebody else signs in', async () => {
    await keep('zhao', 'autumn');
    await forgetOthers('zhao');
    expect(await keptPack('zhao', 'autumn')).not.toBeNull();
    await forgetOthers('wang');
    expect(await keptPack('zhao', 'autumn')).toBeNull();
    await keep('zhao', 'autumn');
    await forgetPerson('zhao');
    expect(await keptPack('zhao', 'autumn')).toBeNull();
  });
});
