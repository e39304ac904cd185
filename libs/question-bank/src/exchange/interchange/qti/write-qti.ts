import { zipSync } from 'fflate';
import type { WritableQuestion } from '../../write-questions.js';
import { leftOutFields } from '../exported-file.js';
import type { ExportedFile, LeftOut } from '../exported-file.js';
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
 * Questions as a QTI package: `imsmanifest.xml` with the labels as LOM metadata, and one item a file. Reading it gives
 * back exactly the same questions, up to 10,000; those beyond are named in `leftOut`.
 */
export function writeQti(questions: readonly WritableQuestion[], version: QtiVersion): ExportedFile {
  const packed = questions.slice(0, MOST_ITEMS);
  const leftOut: LeftOut[] = questions.slice(MOST_ITEMS).map((_, at) => ({
    index: MOST_ITEMS + at,
    what: 'question',
    reason: `一个 QTI 包最多 ${MOST_ITEMS} 道题，请分几次导出。`,
  }));
  const encoder = new TextEncoder();
  const files: Record<string, Uint8Array> = {
    'imsmanifest.xml': encoder.encode(manifest(packed, version)),
  };
  packed.forEach((question, index) => {
    files[pathOf(index)] = encoder.encode(writeItem(question, `q${index + 1}`, version));
  });
  // A fixed date: equal questions give equal packages.
  return { bytes: zipSync(files, { mtime: new Date(1980, 0, 2) }), leftOut };
}

/** One question as an item without a package; labels, for which an item has no place, are named in `leftOut`. */
export function writeQtiItem(question: WritableQuestion, version: QtiVersion): ExportedFile {
  const bytes = new TextEncoder().encode(writeItem(question, 'q1', version));
  const fields = ['difficulty', 'knowledgePoint', 'category', 'sourceClause', 'criteriaClause'] as const;
  return { bytes, leftOut: leftOutFields(question, 0, '单道题的 QTI', fields) };
}

function pathOf(index: number): string {
  return `items/q${index + 1}.xml`;
}

function manifest(questions: readonly WritableQuestion[], version: QtiVersion): string {
  const { namespace, itemType, schema, schemaVersion } = PACKAGING[version];
  const resources = questions.map((question, index) => {
    const lom = writeLom(question);
    const metadata = lom === '' ? '' : `<metadata>${lom}</metadata>`;
    const path = pathOf(index);
    return `    <resource identifier="q${index + 1}" type="${itemType}" href="${path}">${metadata}<file href="${path}"/></resource>\n`;
  });
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    `<manifest xmlns="${namespace}" identifier="zhian-questions">\n` +
    `  <metadata><schema>${schema}</schema><schemaversion>${schemaVersion}</schemaversion></metadata>\n` +
    `  <organizations/>\n  <resources>\n${resources.join('')}  </resources>\n</manifest>\n`
  );
}
