import type { Paper, PaperSlot } from '@zhian/question-bank';

/**
 * A paper as it rests in attempt.paper. As jsonb a paper of 100 questions took PostgreSQL 0.7 ms to parse and compress, most of
 * what a start cost it, and twice the room. The SQL function paper_slots() reads the same bytes for reports:
 *
 * | bytes | |
 * |---|---|
 * | 1 | {@link FORMAT} |
 * | 2 | number of slots |
 * | {@link RECORD} per slot | version id (16), question id (16), place of the type in {@link TYPES} (1), points (4) |
 * | 1 + n per slot | number of options, then for each displayed position the index in the stored options |
 * | the rest | the paper without its slots, as JSON |
 *
 * Numbers are big-endian. Slots stand in the order of the paper.
 */
const FORMAT = 1;
const HEADER = 3;
const RECORD = 37;
const TYPES = ['single', 'multiple', 'true_false'] as const satisfies readonly PaperSlot['type'][];

/** @throws RangeError for an id that is no UUID, or slots out of order: what could not be read again is not written */
export function packPaper({ slots, ...rest }: Paper): Buffer {
  const json = Buffer.from(JSON.stringify(rest));
  const orders = slots.reduce((sum, slot) => sum + 1 + slot.optionOrder.length, 0);
  const packed = Buffer.allocUnsafe(HEADER + RECORD * slots.length + orders + json.length);
  packed.writeUInt8(FORMAT, 0);
  packed.writeUInt16BE(slots.length, 1);
  let orderAt = HEADER + RECORD * slots.length;
  slots.forEach((slot, index) => {
    if (slot.slot !== index + 1) throw new RangeError(`slot ${slot.slot} stands at place ${index + 1}`);
    const at = HEADER + RECORD * index;
    writeUuid(packed, slot.versionId, at);
    writeUuid(packed, slot.questionId, at + 16);
    packed.writeUInt8(TYPES.indexOf(slot.type), at + 32);
    packed.writeUInt32BE(slot.points, at + 33);
    packed.writeUInt8(slot.optionOrder.length, orderAt);
    packed.set(slot.optionOrder, orderAt + 1);
    orderAt += 1 + slot.optionOrder.length;
  });
  json.copy(packed, orderAt);
  return packed;
}

/** @throws RangeError for bytes that {@link packPaper} did not write */
export function unpackPaper(packed: Buffer): Paper {
  if (packed[0] !== FORMAT) throw new RangeError(`a paper of format ${packed[0]} cannot be read`);
  const count = packed.readUInt16BE(1);
  let orderAt = HEADER + RECORD * count;
  const slots = Array.from({ length: count }, (_, index): PaperSlot => {
    const at = HEADER + RECORD * index;
    const type = TYPES[packed.readUInt8(at + 32)];
    if (type === undefined) throw new RangeError(`question ${index + 1} has a type that is not known`);
    const options = packed.readUInt8(orderAt);
    const optionOrder = [...packed.subarray(orderAt + 1, orderAt + 1 + options)];
    orderAt += 1 + options;
    return {
      slot: index + 1,
      versionId: readUuid(packed, at),
      questionId: readUuid(packed, at + 16),
      type,
      points: packed.readUInt32BE(at + 33),
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

function writeUuid(into: Buffer, id: string, at: number): void {
  const written = into.write(id.replaceAll('-', ''), at, 16, 'hex');
  if (written !== 16) throw new RangeError(`${id} is no UUID`);
}

function readUuid(from: Buffer, at: number): string {
  const hex = from.toString('hex', at, at + 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
