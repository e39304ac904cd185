import { createCipheriv } from 'node:crypto';
import { SeededStream, optionLabel, type QuestionContent } from '@zhian/question-bank';
import { pictureAt, type ShownPicture } from '../attempts/shown-paper.js';
import { keyAt, keysOf } from './pack-keys.js';
import type { PackLayout } from './pack.entity.js';

// The file: «ZAP1», the number of questions, where each ends (4 bytes big-endian each, counted from the end of this table), then
// the questions, each AES-128-GCM under a key of its own with its tag behind it. docs/adr/008 says why it is so.

const MAGIC = Buffer.from('ZAP1');
/** Texts are filled up to a multiple of this, so that a length says no more than «short» or «long». */
const BLOCK = 128;
/** A key encrypts one text, once. */
const NONCE = Buffer.alloc(12);

/** What is said of a question in a pack; options in the pack's own order. */
export interface PackedQuestion {
  readonly type: QuestionContent['type'];
  readonly stem: string;
  readonly options: readonly string[];
  /** By place: «stem», or the number of an option in this order. Left out where there is none. */
  readonly pictures?: Readonly<Record<string, ShownPicture>>;
}

export interface PackSecrets {
  /** 32 random bytes. */
  readonly master: Uint8Array;
  /** 32 random bytes in hexadecimal: the order of questions and options. Not needed again. */
  readonly orderSeed: string;
}

/**
 * Encrypts the questions, in an order and with options in an order that say nothing of the bank's. Every order is equally likely
 * for a random seed.
 */
export function sealPack(
  contents: ReadonlyMap<string, QuestionContent>,
  { master, orderSeed }: PackSecrets,
): { bytes: Buffer; layout: PackLayout } {
  const chance = new SeededStream(orderSeed, 'pack');
  const questions = chance.shuffled([...contents]);
  const keys = keysOf(master, questions.length);
  const layout: [string, string][] = [];
  const sealed = questions.map(([versionId, content], item) => {
    const order = chance.shuffled(content.options.map((_, index) => index));
    layout.push([versionId, order.join('')]);
    return seal(packed(content, order), keyAt(keys, item));
  });
  return { bytes: Buffer.concat([headerOf(sealed), ...sealed]), layout };
}

function packed(content: QuestionContent, order: readonly number[]): PackedQuestion {
  const places: [string, string][] = [
    ['stem', 'stem'],
    ...order.map((stored, place): [string, string] => [String(place), optionLabel(stored)]),
  ];
  const pictures = places.flatMap(([place, stored]) => {
    const { picture } = pictureAt(content, stored);
    return picture ? [[place, picture] as const] : [];
  });
  return {
    type: content.type,
    stem: content.stem,
    options: order.map((stored) => content.options[stored]?.text ?? ''),
    ...(pictures.length > 0 ? { pictures: Object.fromEntries(pictures) } : {}),
  };
}

function seal(question: PackedQuestion, key: Buffer): Buffer {
  const text = Buffer.from(JSON.stringify(question), 'utf8');
  // Spaces after a JSON value mean nothing.
  const filled = Buffer.alloc(Math.ceil(text.length / BLOCK) * BLOCK, ' ');
  text.copy(filled);
  const cipher = createCipheriv('aes-128-gcm', key, NONCE);
  return Buffer.concat([cipher.update(filled), cipher.final(), cipher.getAuthTag()]);
}

function headerOf(sealed: readonly Buffer[]): Buffer {
  const header = Buffer.alloc(MAGIC.length + 4 + sealed.length * 4);
  MAGIC.copy(header);
  header.writeUInt32BE(sealed.length, MAGIC.length);
  let end = 0;
  sealed.forEach((bytes, item) => {
    end += bytes.length;
    header.writeUInt32BE(end, MAGIC.length + 4 + item * 4);
  });
  return header;
}
