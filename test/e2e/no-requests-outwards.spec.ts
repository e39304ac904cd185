import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeZip } from '../../libs/question-bank/src/testing/files.js';
import { manifest, qtiItem } from '../../libs/question-bank/src/testing/interchange.js';
import type { MadeOrganisation } from '../support/factory.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';
import { questionCsv } from '../support/question-files.js';

// Law A34: nothing that somebody uploads or types makes this server call an address. There is no exception to try addresses with.

let t: TestApp;
let enterprise: MadeOrganisation;
let officer: SignedIn;
let listener: Server;
let base: string;
const hits: string[] = [];

beforeAll(async () => {
  t = await startTestApp();
  enterprise = await t.factory.organisation();
  officer = await t.signIn('safety_officer', { organisationId: enterprise.id });
  listener = createServer((request, response) => {
    hits.push(request.url ?? '');
    response.end();
  });
  await new Promise<void>((done) => listener.listen(0, '127.0.0.1', done));
  base = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await t.close();
  listener.closeAllConnections();
  await new Promise((done) => listener.close(done));
});

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const RELS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A document whose picture, template and inserted part lie elsewhere, as Word writes it. */
function document(url: string): Uint8Array {
  const p = (text: string): string => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
  const external = (id: string, kind: string): string =>
    `<Relationship Id="${id}" Type="${RELS}/${kind}" Target="${url}/${kind}" TargetMode="External"/>`;
  const links = ['image', 'hyperlink', 'aFChunk', 'attachedTemplate']
    .map((kind, n) => external(`rId${n}`, kind))
    .join('');
  const picture =
    '<w:p><w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:link="rId0" r:embed="rId0"/></w:drawing></w:r></w:p>';
  return makeZip([
    {
      name: '[Content_Types].xml',
      data: '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    },
    {
      name: 'word/document.xml',
      data: `<?xml version="1.0"?><w:document ${W} ${R}><w:body>${p('1. 见图（A）')}${picture}${p('A. 停')}${p('B. 走')}<w:altChunk r:id="rId2"/></w:body></w:document>`,
    },
    {
      name: 'word/_rels/document.xml.rels',
      data: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${links}</Relationships>`,
    },
  ]);
}

const files: Readonly<Record<string, (url: string) => Uint8Array | string>> = {
  '表.csv': (url) =>
    questionCsv([
      { type: '单选', stem: `<img src="${url}/csv">见图`, options: [`![图](${url}/md)`, '走'], answer: 'A' },
    ]),
  '表.xls': (url) =>
    `<html><head><link rel="stylesheet" href="${url}/css"><base href="${url}/"></head><body><img src="${url}/img"><table><tr><td>题型</td><td>题干</td><td>选项A</td><td>选项B</td><td>答案</td></tr><tr><td>单选</td><td><img src="${url}/cell">见图</td><td>停</td><td>走</td><td>A</td></tr></table></body></html>`,
  '题.docx': document,
  '题.txt': (url) => `1. 见图 ![图](${url}/text)（A）\nA. 停\nB. 走\n`,
  '题.gift': (url) => `::一:: [html]<img src\\="${url}/gift">见图 {=停 ~走}\n`,
  '题.xml': (url) =>
    `<quiz><question type="multichoice"><questiontext format="html"><text><![CDATA[<img src="${url}/moodle">见图]]></text></questiontext><single>true</single><answer fraction="100"><text>停</text></answer><answer fraction="0"><text>走</text></answer></question></quiz>`,
  '题.zip': (url) =>
    makeZip([
      {
        name: 'imsmanifest.xml',
        data: manifest(['a.xml'], `<resource identifier="x" type="webcontent" href="${url}/manifest"/>`),
      },
      { name: 'a.xml', data: qtiItem({ stem: `<p><img src="${url}/qti" alt="图"/>见图</p>` }) },
    ]),
};

/** Files in which a picture belongs to a question. */
const PICTURED: readonly string[] = ['表.xls', '题.docx', '题.xml', '题.zip'];

describe('A34 addresses in what is uploaded or typed', () => {
  it('the listener is heard when somebody does call it', async () => {
    await fetch(`${base}/known`);
    expect(hits.splice(0)).toEqual(['/known']);
  });

  it.each(Object.keys(files))('%s is read, stored and exported, and nobody is called', async (name) => {
    const reply = await t
      .http()
      .post('/api/v1/question-imports')
      .set(officer.headers)
      .attach('file', Buffer.from(files[name]?.(base) ?? ''), name)
      .expect(201);
    // Whose picture lies elsewhere is refused with the place, in place of somebody being asked for it.
    const refused = (reply.body.refused as { code: string }[]).map(({ code }) => code);
    expect(refused).toEqual(PICTURED.includes(name) ? ['picture-missing'] : []);
    await t
      .http()
      .post(`/api/v1/question-imports/${reply.body.id}/confirmation`)
      .set(officer.headers)
      .send({ leaveOut: refused.length })
      .expect(200);
    for (const format of ['xlsx', 'qti-2.1', 'moodle-xml'])
      await t.http().get('/api/v1/questions-export').query({ format }).set(officer.headers);
    expect(hits).toEqual([]);
  });

  it('a question whose texts name an address, and a picture that is an address', async () => {
    const question = {
      organisationId: enterprise.id,
      type: 'single',
      stem: `<img src="${base}/stem"> 见图`,
      options: [
        { label: 'A', text: `<script src="${base}/option"></script>停` },
        { label: 'B', text: `${base}/text` },
      ],
      key: ['A'],
      explanation: `![图](${base}/explanation)`,
    };
    await t.http().post('/api/v1/questions').set(officer.headers).send(question).expect(201);
    const picture = await t
      .http()
      .post('/api/v1/files')
      .set(officer.headers)
      .attach(
        'file',
        Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg"><image href="${base}/svg"/></svg>`),
        '图.svg',
      );
    expect([415, 422]).toContain(picture.status);
    expect(hits).toEqual([]);
  });
});
