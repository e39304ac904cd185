import { zipSync } from 'fflate';
import type { Zippable } from 'fflate';
import type { WritableQuestion } from '../../write-questions.js';
import { leftOutFields } from '../exported-file.js';
import type { ExportedFile, LeftOut } from '../exported-file.js';
import { NO_PICTURES, pictureNames } from '../written-pictures.js';
import type { WrittenPictures } from '../written-pictures.js';
import { writeLom } from './metadata.js';
import { MOST_ITEMS } from './qti-package.js';
import type { QtiVersion } from './qti-version.js';
import { writeItem } from './write-item.js';

interface Packaging {
  namespace: string;
  itemType: string;
  schema: string;
  schemaVersion: string;
}

const PACKAGING: Readonly<Record<QtiVersion, Packaging>> = {
  '2.1': {
    namespace: 'http://www.imsglobal.org/xsd/imscp_v1p1',
    itemType: 'imsqti_item_xmlv2p1',
    schema: 'IMS Content',
    schemaVersion: '1.1',
  },
  '2.2': {
    namespace: 'http://www.imsglobal.org/xsd/imscp_v1p1',
    itemType: 'imsqti_item_xmlv2p2',
    schema: 'QTIv2.2 Package',
    schemaVersion: '1.0.0',
  },
  '3.0': {
    namespace: 'http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1',
    itemType: 'imsqti_item_xmlv3p0',
    schema: 'QTI Package',
    schemaVersion: '3.0.0',
  },
};

/**
 * Questions as a QTI package: `imsmanifest.xml` with the labels as LOM metadata, one item a file, and the pictures beside
 * them. Reading it gives back exactly the same questions, up to 10,000; those beyond are named in `leftOut`.
 */
export function writeQti(
  questions: readonly WritableQuestion[],
  version: QtiVersion,
  pictures: WrittenPictures = NO_PICTURES,
): ExportedFile {
  const packed = questions.slice(0, MOST_ITEMS);
  const leftOut: LeftOut[] = questions.slice(MOST_ITEMS).map((_, at) => ({
    index: MOST_ITEMS + at,
    what: 'question',
    reason: `一个 QTI 包最多 ${MOST_ITEMS} 道题，请分几次导出。`,
  }));
  const encoder = new TextEncoder();
  const names = pictureNames(pictures);
  const files: Zippable = {
    'imsmanifest.xml': encoder.encode(manifest(packed, version, names)),
  };
  packed.forEach((question, index) => {
    const item = writeItem(question, `q${index + 1}`, version, (fileId) => `../images/${names.get(fileId) ?? ''}`);
    files[pathOf(index)] = encoder.encode(item);
  });
  // They are packed already.
  for (const [id, { bytes }] of pictures) files[`images/${names.get(id) ?? ''}`] = [bytes, { level: 0 }];
  // A fixed date: equal questions give equal packages.
  return { bytes: zipSync(files, { mtime: new Date(1980, 0, 2) }), leftOut };
}

/** One question as an item without a package, its pictures inside; labels, which have no place there, are named in `leftOut`. */
export function writeQtiItem(
  question: WritableQuestion,
  version: QtiVersion,
  pictures: WrittenPictures = NO_PICTURES,
): ExportedFile {
  const inside = (fileId: string): string => {
    const { bytes = new Uint8Array(), extension = 'png' } = pictures.get(fileId) ?? {};
    const type = extension === 'jpg' ? 'jpeg' : extension;
    return `data:image/${type};base64,${Buffer.from(bytes).toString('base64')}`;
  };
  const bytes = new TextEncoder().encode(writeItem(question, 'q1', version, inside));
  const fields = ['difficulty', 'knowledgePoint', 'category', 'sourceClause', 'criteriaClause'] as const;
  return { bytes, leftOut: leftOutFields(question, 0, '单道题的 QTI', fields) };
}

function pathOf(index: number): string {
  return `items/q${index + 1}.xml`;
}

function identifierOf(pictureName: string): string {
  return pictureName.split('.', 1)[0] ?? pictureName;
}

function manifest(
  questions: readonly WritableQuestion[],
  version: QtiVersion,
  names: ReadonlyMap<string, string>,
): string {
  const { namespace, itemType, schema, schemaVersion } = PACKAGING[version];
  const resources = questions.map((question, index) => {
    const lom = writeLom(question);
    const metadata = lom === '' ? '' : `<metadata>${lom}</metadata>`;
    const path = pathOf(index);
    const shown = new Set((question.images ?? []).flatMap(({ fileId }) => names.get(fileId) ?? []));
    const needed = [...shown].map((name) => `<dependency identifierref="${identifierOf(name)}"/>`).join('');
    return `    <resource identifier="q${index + 1}" type="${itemType}" href="${path}">${metadata}<file href="${path}"/>${needed}</resource>\n`;
  });
  for (const name of names.values()) {
    const path = `images/${name}`;
    resources.push(
      `    <resource identifier="${identifierOf(name)}" type="webcontent" href="${path}"><file href="${path}"/></resource>\n`,
    );
  }
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    `<manifest xmlns="${namespace}" identifier="zhian-questions">\n` +
    `  <metadata><schema>${schema}</schema><schemaversion>${schemaVersion}</schemaversion></metadata>\n` +
    `  <organizations/>\n  <resources>\n${resources.join('')}  </resources>\n</manifest>\n`
  );
}
