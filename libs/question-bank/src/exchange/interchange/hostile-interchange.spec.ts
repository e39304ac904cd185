import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { makeZip } from '../../testing/files.js';
import type { ZipPart } from '../../testing/files.js';
import { manifest, qtiItem, readText } from '../../testing/interchange.js';
import { readQuestionFile } from '../read-question-file.js';
import { UnreadableFileError } from '../unreadable-file.js';
import { startCpuClock } from '../../testing/cpu-ms.js';

const MIB = 1024 * 1024;
const QUIZ = '<quiz><question type="multichoice"><questiontext><text>&a;</text></questiontext></question></quiz>';

async function refusal(bytes: Uint8Array, fileName: string): Promise<string> {
  const spent = startCpuClock();
  try {
    const result = await readQuestionFile({ bytes, fileName });
    return `read ${result.questions.length}`;
  } catch (error) {
    if (!(error instanceof UnreadableFileError)) throw error;
    expect(error.message).toMatch(/[一-鿿].*。$/);
    expect(spent()).toBeLessThan(2000);
    return error.code;
  }
}

const packaged = (...more: ZipPart[]): Uint8Array =>
  makeZip([{ name: 'imsmanifest.xml', data: manifest(['a.xml']) }, { name: 'a.xml', data: qtiItem() }, ...more]);

/** Nine levels of ten: a billion of the first word. */
const laughs = Array.from({ length: 9 }, (_, level) => `<!ENTITY l${level + 1} "${`&l${level};`.repeat(10)}">`).join(
  '',
);

describe('A20 hostile exchange files are refused whole, in under two seconds', () => {
  it('document types in every XML format, and nobody is called', async () => {
    const hits: string[] = [];
    const server = createServer((request, response) => {
      hits.push(request.url ?? '');
      response.end('<!ENTITY x "y">');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const doctypes = [
      `<!DOCTYPE r [<!ENTITY l0 "lol">${laughs}<!ENTITY a "&l9;">]>`,
      `<!DOCTYPE r [<!ENTITY a SYSTEM "${url}/entity">]>`,
      `<!DOCTYPE r [<!ENTITY % p SYSTEM "${url}/parameter"> %p;]>`,
      `<!DOCTYPE r SYSTEM "${url}/dtd">`,
      `<!DOCTYPE r PUBLIC "-//x//y" "${url}/public">`,
    ];
    try {
      for (const doctype of doctypes) {
        const item = qtiItem({ stem: '<p>&a;</p>' }).replace('?>\n', `?>${doctype}`);
        expect(await refusal(Buffer.from(`<?xml version="1.0"?>${doctype}${QUIZ}`), '题.xml')).toBe('xml-unsafe');
        expect(await refusal(Buffer.from(item), '题.xml')).toBe('xml-unsafe');
        expect(await refusal(packaged({ name: 'b.xml', data: item }), '题.zip')).toBe('read 1');
        const inside = [
          { name: 'imsmanifest.xml', data: manifest(['b.xml']) },
          { name: 'b.xml', data: item },
        ];
        expect(await refusal(makeZip(inside), '题.zip')).toBe('xml-unsafe');
        const inManifest = [
          { name: 'imsmanifest.xml', data: doctype + manifest(['a.xml']) },
          { name: 'a.xml', data: qtiItem() },
        ];
        expect(await refusal(makeZip(inManifest), '题.zip')).toBe('xml-unsafe');
      }
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
    expect(hits).toEqual([]);
  });

  it('an entity that nobody declared', async () => {
    expect(await refusal(Buffer.from(QUIZ), '题.xml')).toBe('broken-xml');
  });

  it.each<[string, ZipPart, string]>([
    ['an archive inside', { name: 'items/more.zip', data: 'PK' }, 'archive-unsafe'],
    ['a path that climbs', { name: '../../etc/passwd', data: 'x' }, 'archive-unsafe'],
    ['an absolute path', { name: '/etc/passwd', data: 'x' }, 'archive-unsafe'],
    ['a drive', { name: 'C:/x.xml', data: 'x' }, 'archive-unsafe'],
    ['a backslash', { name: 'items\\b.xml', data: 'x' }, 'archive-unsafe'],
    ['a name that ends early', { name: 'a.xml\0.png', data: 'x' }, 'archive-unsafe'],
    ['a part twice', { name: 'A.xml', data: 'x' }, 'archive-unsafe'],
    ['a symbolic link', { name: 'b.xml', data: '/etc/passwd', mode: 0o120_777 }, 'archive-unsafe'],
    ['a bomb that says how large it is', { name: 'b.xml', data: 'x', declaredSize: 512 * MIB }, 'unpacks-too-large'],
    ['an encrypted part', { name: 'b.xml', data: 'x', flag: 1 }, 'old-or-encrypted-workbook'],
  ])('%s', async (_, part, code) => {
    expect(await refusal(packaged(part), '题.zip')).toBe(code);
  });

  it('a part whose header lies', async () => {
    const bomb = [
      { name: 'imsmanifest.xml', data: manifest(['a.xml']) },
      { name: 'a.xml', data: Buffer.alloc(64 * MIB, 0x20), declaredSize: 1000 },
    ];
    expect(await refusal(makeZip(bomb), '题.zip')).toBe('archive-unsafe');
  });

  it('20,000 parts', async () => {
    const parts = Array.from({ length: 20_000 }, (_, index) => ({ name: `items/${index}.xml`, data: '' }));
    expect(await refusal(makeZip(parts), '题.zip')).toBe('too-many-parts');
  });

  it('a part that is large but says so is one refused question', async () => {
    const large = { name: 'a.xml', data: Buffer.alloc(3 * MIB, 0x20) };
    const result = await readQuestionFile({
      bytes: makeZip([{ name: 'imsmanifest.xml', data: manifest(['a.xml']) }, large]),
      fileName: '题.zip',
    });
    expect(result.refused.map(({ code }) => code)).toEqual(['part-too-large']);
  });

  it.each([
    ['tags that never close', `<quiz>${'<question>'.repeat(100_000)}`],
    ['a tag that never ends', `<quiz><question ${'a '.repeat(1_000_000)}`],
    [
      'one attribute a hundred thousand times',
      `<quiz><question ${Array.from({ length: 100_000 }, (_, n) => `a${n}="x"`).join(' ')}/></quiz>`,
    ],
    ['a tag of blanks', `<quiz><question${' '.repeat(8 * MIB)}`],
    ['namespaces without end', `<quiz>${'<q:question>'.repeat(100)}`],
  ])('%s', async (_, text) => {
    expect(await refusal(Buffer.from(text), '题.xml')).toMatch(/^(?:broken-xml|xml-unsafe|read 0)$/);
  });

  it('scripts, handlers and addresses in HTML are neither run nor kept', async () => {
    const html =
      '<p onclick="x()">先<script>alert(1)</script>做<style>p{}</style><iframe src="http://127.0.0.1:9/"></iframe>？</p>';
    const escaped = html.replace(/[={}:#~]/g, '\\$&');
    const { questions } = await readText(`[html]${escaped}{=测 ~抽}`, '题.gift');
    expect(questions[0]?.stem).toBe('先做？');
  });
});
