import { crc32, deflateRawSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { PACKAGE_LIMITS, checkPackage } from './check-package.js';
import { UnreadableRosterError } from './unreadable-roster.js';

interface Part {
  readonly name: string;
  readonly content: Buffer;
  /** What the headers say of the size; default: the truth. */
  readonly claims?: number;
}

/** A zip package by hand, so that its headers can lie. */
function zip(parts: readonly Part[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, claims } of parts) {
    const packed = deflateRawSync(content, { level: 9 });
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(0x800, 2);
    head.writeUInt16LE(8, 4);
    head.writeUInt32LE(crc32(content), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(claims ?? content.length, 18);
    head.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), head, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), head, tail, Buffer.from(name)]));
    files.push(local);
    offset += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, list, end]);
}

const workbook: Part = { name: 'xl/workbook.xml', content: Buffer.from('<workbook/>') };
const sheet = (content: Buffer, claims?: number): Part => ({
  name: 'xl/worksheets/sheet1.xml',
  content,
  ...(claims === undefined ? {} : { claims }),
});

describe('A20 packages are looked at before they are unpacked', () => {
  it('A20 accepts a small workbook', async () => {
    await expect(checkPackage(zip([workbook, sheet(Buffer.from('<c r="A1"/>'))]))).resolves.toBeUndefined();
  });

  it.each<[string, () => Buffer]>([
    ['unpacks to more than the limit', () => zip([workbook, sheet(Buffer.alloc(PACKAGE_LIMITS.unpackedBytes + 1))])],
    [
      'says that it is smaller than it is',
      () => zip([workbook, sheet(Buffer.alloc(PACKAGE_LIMITS.unpackedBytes + 1), 10)]),
    ],
    ['has a million empty cells', () => zip([workbook, sheet(Buffer.from('<c r="A1"/>'.repeat(1_000_000)))])],
    [
      'has too many parts',
      () => zip([workbook, ...Array.from({ length: 600 }, (_, i) => ({ name: `x/${i}`, content: Buffer.from('x') }))]),
    ],
    [
      'declares a document type',
      () => zip([workbook, sheet(Buffer.from('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY y "z">]><c/>'))]),
    ],
    ['names a path outside', () => zip([workbook, { name: '../../x', content: Buffer.from('x') }])],
    ['is no workbook', () => zip([{ name: 'word/document.xml', content: Buffer.from('x') }])],
    ['is cut off', () => zip([workbook]).subarray(0, 40)],
  ])('A20 refuses a file that %s', async (_, make) => {
    const memory = process.memoryUsage().rss;
    await expect(checkPackage(make())).rejects.toThrow(UnreadableRosterError);
    expect(process.memoryUsage().rss - memory).toBeLessThan(150 * 1024 * 1024);
  });
});
