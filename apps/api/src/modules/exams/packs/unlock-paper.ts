import type { Paper, PaperSlot } from '@zhian/question-bank';
import { keyAt } from './pack-keys.js';

/** A pack as a start needs it. */
export interface KnownPack {
  readonly id: string;
  readonly sessionId: string;
  /** By version id: where the question lies, and its options' order as in the layout. */
  readonly places: ReadonlyMap<string, { readonly item: number; readonly optionOrder: string }>;
  /** Of all its questions, one after the other. */
  readonly keys: Buffer;
}

/** A question of a paper, to be read from the pack. */
export interface UnlockedSlot {
  readonly item: number;
  /** Opens this question and no other; base64url. */
  readonly key: string;
  /** Displayed position → place of the option in the pack. */
  readonly order: number[];
  /** Hundredths of a point. */
  readonly points: number;
}

/** A paper as places and keys of its own questions, in order; null when the pack does not hold all of them. */
export function unlockPaper(paper: Pick<Paper, 'slots'>, pack: KnownPack): UnlockedSlot[] | null {
  const slots = paper.slots.map((slot) => unlockSlot(slot, pack));
  return slots.every((slot) => slot !== null) ? slots : null;
}

function unlockSlot({ versionId, optionOrder, points }: PaperSlot, pack: KnownPack): UnlockedSlot | null {
  const place = pack.places.get(versionId);
  if (!place) return null;
  return {
    item: place.item,
    key: keyAt(pack.keys, place.item).toString('base64url'),
    order: optionOrder.map((stored) => place.optionOrder.indexOf(String(stored))),
    points,
  };
}
