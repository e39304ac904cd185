import { writeQuestionText } from '../text/write-question-text.js';
import { writeQuestions } from '../write-questions.js';
import type { WritableQuestion } from '../write-questions.js';
import { writeAiken } from './aiken/write-aiken.js';
import type { ExportedFile } from './exported-file.js';
import { writeGift } from './gift/write-gift.js';
import { writeMoodleXml } from './moodle-xml/write-moodle-xml.js';
import type { QtiVersion } from './qti/qti-version.js';
import { writeQti } from './qti/write-qti.js';

export interface ExportFormat {
  id: 'xlsx' | 'csv' | 'text' | 'gift' | 'aiken' | 'moodle-xml' | 'qti-2.1' | 'qti-2.2' | 'qti-3.0';
  /** zh-CN, for a list to choose from. */
  name: string;
  /** Without the dot. */
  extension: string;
  mediaType: string;
  write: (questions: readonly WritableQuestion[]) => Promise<ExportedFile>;
}

const MARKUP = { extension: 'xml', mediaType: 'application/xml; charset=utf-8' };
const TEXT = { extension: 'txt', mediaType: 'text/plain; charset=utf-8' };

/** The formats that questions can be written in; each reads back as what it does not name in `leftOut`. */
export const EXPORT_FORMATS: readonly ExportFormat[] = [
  {
    id: 'xlsx',
    name: 'Excel 表格',
    extension: 'xlsx',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    write: (questions) => writeSheet(questions, 'xlsx'),
  },
  {
    id: 'csv',
    name: 'CSV 表格',
    extension: 'csv',
    mediaType: 'text/csv; charset=utf-8',
    write: (questions) => writeSheet(questions, 'csv'),
  },
  {
    id: 'text',
    name: '文本（可以粘贴到 Word）',
    ...TEXT,
    write: async (questions) => ({ bytes: new TextEncoder().encode(writeQuestionText(questions)), leftOut: [] }),
  },
  {
    id: 'gift',
    name: 'GIFT（Moodle 文本）',
    ...TEXT,
    extension: 'gift',
    write: async (questions) => writeGift(questions),
  },
  { id: 'aiken', name: 'Aiken（只有单选、判断）', ...TEXT, write: async (questions) => writeAiken(questions) },
  { id: 'moodle-xml', name: 'Moodle XML', ...MARKUP, write: async (questions) => writeMoodleXml(questions) },
  qti('2.1'),
  qti('2.2'),
  qti('3.0'),
];

function qti(version: QtiVersion): ExportFormat {
  return {
    id: `qti-${version}`,
    name: `QTI ${version}`,
    extension: 'zip',
    mediaType: 'application/zip',
    write: async (questions) => writeQti(questions, version),
  };
}

async function writeSheet(questions: readonly WritableQuestion[], format: 'xlsx' | 'csv'): Promise<ExportedFile> {
  return { bytes: await writeQuestions(questions, format), leftOut: [] };
}
