import type { Paper, PaperSlot } from '@zhian/question-bank';

/**
 * A paper as it rests in attempt.paper. As jsonb a paper of 100 questions took PostgreSQL 0.7 ms to parse and compress, most of
 * what a start cost it, and twice the room. The SQL function paper_slots() reads the same bytes for reports:
 *
 * | bytes | |
 * |---|---|
 * | 1 | {@link FORMAT} |
 * | 2 | number of slots |
 * | 32 per slot | version id, question id |
 * | 5 per slot | place of the type in {@link TYPES} (1), points (4) |
 * | 1 + n per slot | number of options, then for each displayed position the index in the stored options |
 * | the rest | the paper without its slots, as JSON |
 *
 * Numbers are big-endian. Slots stand in the order of the paper.
 */
const FORMAT = 1;
const HEADER = 3;
const IDS = 32;
const WORTH = 5;
const TYPES = ['single', 'multiple', 'true_false'] as const satisfies readonly PaperSlot['type'][];

/** @throws RangeError for an id that is no UUID, or slots out of order: what could not be read again is not written */
export function packPaper({ slots, ...rest }: Paper): Buffer {
  const json = Buffer.from(JSON.stringify(rest));
  const orders = slots.reduce((sum, slot) => sum + 1 + slot.optionOrder.length, 0);
  const packed = Buffer.allocUnsafe(HEADER + (IDS + WORTH) * slots.length + orders + json.length);
  packed.writeUInt8(FORMAT, 0);
  packed.writeUInt16BE(slots.length, 1);
  // All at once: one by one they take four times as long.
  const ids = slots.map(({ versionId, questionId }) => versionId + questionId).join('');
  let at = HEADER + packed.write(ids.replaceAll('-', ''), HEADER, IDS * slots.length, 'hex');
  if (ids.length !== 72 * slots.length || at !== HEADER + IDS * slots.length)
    throw new RangeError('a paper holds an id that is no UUID');
  slots.forEach(({ slot, type, points }, index) => {
    if (slot !== index + 1) throw new RangeError(`slot ${slot} stands at place ${index + 1}`);
    packed.writeUInt8(TYPES.indexOf(type), at);
    at = packed.writeUInt32BE(points, at + 1);
  });
  for (const { optionOrder } of slots) {
    packed.writeUInt8(optionOrder.length, at);
    packed.set(optionOrder, at + 1);
    at += 1 + optionOrder.length;
  }
  json.copy(packed, at);
  return packed;
}

/** @throws RangeError for bytes that {@link packPaper} did not write */
export function unpackPaper(packed: Buffer): Paper {
  if (packed[0] !== FORMAT) throw new RangeError(`a paper of format ${packed[0]} cannot be read`);
  const count = packed.readUInt16BE(1);
  const worthAt = HEADER + IDS * count;
  const ids = packed.toString('hex', HEADER, worthAt);
  let orderAt = worthAt + WORTH * count;
  const slots = Array.from({ length: count }, (_, index): PaperSlot => {
    const type = TYPES[packed.readUInt8(worthAt + WORTH * index)];
    if (type === undefined) throw new RangeError(`question ${index + 1} has a type that is not known`);
    const options = packed.readUInt8(orderAt);
    const optionOrder = [...packed.subarray(orderAt + 1, orderAt + 1 + options)];
    orderAt += 1 + options;
    return {
      slot: index + 1,
      versionId: uuidAt(ids, 2 * index),
      questionId: uuidAt(ids, 2 * index + 1),
      type,
      points: packed.readUInt32BE(worthAt + WORTH * index + 1),
      optionOrder,
    };
  });
  const rest = JSON.parse(packed.toString('utf8', orderAt)) as Omit<Paper, 'slots'>;
  return { ...rest, slots };
}

/** For rows of plain statements; entities of TypeORM come unpacked. */
export function withPaper<Row extends { readonly paper: Buffer }>(row: Row): Omit<Row, 'paper'> & { paper: Paper } {
  return { ...row, paper: unpackPaper(row.paper) };
}

function uuidAt(hex: string, place: number): string {
  const at = 32 * place;
  return `${hex.slice(at, at + 8)}-${hex.slice(at + 8, at + 12)}-${hex.slice(at + 12, at + 16)}-${hex.slice(at + 16, at + 20)}-${hex.slice(at + 20, at + 32)}`;
}
