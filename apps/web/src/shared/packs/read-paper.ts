import type { ExamAttempt, UnlockedPaper } from '../api/types.js';

type Paper = ExamAttempt['paper'];
type Slot = Paper['slots'][number];

/** What a question of a pack says; options in the pack's own order. */
interface PackedQuestion {
  type: Slot['type'];
  stem: string;
  options: string[];
  /** By place: «stem», or the number of an option in this order. */
  pictures?: Record<string, NonNullable<Slot['picture']>>;
}

const MAGIC = 'ZAP1';
const HEAD = 8;
/** A key opens one text, once. */
const NONCE = new Uint8Array(12);

/** Can this page open packs? Browsers have no WebCrypto on plain http. */
export const canOpenPacks = (): boolean => globalThis.crypto?.subtle !== undefined;

/**
 * The paper that the server has unlocked, from the pack: the same as the server would have sent it whole. Rejects when a
 * question does not open, because the pack is another one or was damaged.
 */
export async function readPaper(pack: ArrayBuffer, unlocked: UnlockedPaper): Promise<Paper> {
  const file = new DataView(pack);
  if (file.byteLength < HEAD || new TextDecoder().decode(new Uint8Array(pack, 0, 4)) !== MAGIC)
    throw new Error('this is not a pack');
  const slots = unlocked.slots.map(async ({ item, key, order, points }, index): Promise<Slot> => {
    const { type, stem, options, pictures = {} } = await openQuestion(placeOf(file, item), key);
    const shown = order.map((place, position) => {
      const text = options[place];
      if (text === undefined) throw new Error(`question ${item} has no option ${place}`);
      const picture = pictures[place];
      return { id: String.fromCharCode(65 + position), text, ...(picture ? { picture } : {}) };
    });
    const picture = pictures['stem'];
    return { slot: index + 1, type, stem, options: shown, points, ...(picture ? { picture } : {}) };
  });
  return { slots: await Promise.all(slots) };
}

/** The encrypted bytes of a question. */
function placeOf(file: DataView<ArrayBuffer>, item: number): Uint8Array<ArrayBuffer> {
  const count = file.getUint32(4);
  if (item >= count) throw new Error(`the pack has no question ${item}`);
  const endOf = (n: number): number => (n < 0 ? 0 : file.getUint32(HEAD + n * 4));
  const from = endOf(item - 1);
  return new Uint8Array(file.buffer, HEAD + count * 4 + from, endOf(item) - from);
}

async function openQuestion(sealed: Uint8Array<ArrayBuffer>, key: string): Promise<PackedQuestion> {
  const bytes = Uint8Array.from(atob(key.replace(/-/g, '+').replace(/_/g, '/')), (one) => one.charCodeAt(0));
  const opener = await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['decrypt']);
  const text = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: NONCE }, opener, sealed);
  return JSON.parse(new TextDecoder().decode(text)) as PackedQuestion;
}
