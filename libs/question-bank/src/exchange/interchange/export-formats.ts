import { writeQuestionText } from '../text/write-question-text.js';
import { writeQuestions } from '../write-questions.js';
import type { WritableQuestion } from '../write-questions.js';
import { writeAiken } from './aiken/write-aiken.js';
import type { ExportedFile } from './exported-file.js';
import { writeGift } from './gift/write-gift.js';
import { writeMoodleXml } from './moodle-xml/write-moodle-xml.js';
import type { QtiVersion } from './qti/qti-version.js';
import { writeQti } from './qti/write-qti.js';
import { NO_PICTURES, writeCarrying } from './written-pictures.js';
import type { WrittenPictures } from './written-pictures.js';

export interface ExportFormat {
  id: 'xlsx' | 'csv' | 'text' | 'gift' | 'aiken' | 'moodle-xml' | 'qti-2.1' | 'qti-2.2' | 'qti-3.0';
  /** zh-CN, for a list to choose from. */
  name: string;
  /** Without the dot. */
  extension: string;
  mediaType: string;
  /** False: pictures have no place in it, and are named as left out. */
  carriesPictures: boolean;
  /** `pictures`: those that the questions show; what is not among them is named as left out. */
  write: (questions: readonly WritableQuestion[], pictures?: WrittenPictures) => Promise<ExportedFile>;
}

const MARKUP = { extension: 'xml', mediaType: 'application/xml; charset=utf-8' };
const TEXT = { extension: 'txt', mediaType: 'text/plain; charset=utf-8' };

type Described = Pick<ExportFormat, 'id' | 'name' | 'extension' | 'mediaType'>;
type Write = (
  questions: readonly WritableQuestion[],
  pictures: WrittenPictures,
) => ExportedFile | Promise<ExportedFile>;

const GONE = '图片的文件找不到了。';

function withPictures(format: Described, write: Write): ExportFormat {
  return {
    ...format,
    carriesPictures: true,
    write: (questions, pictures = NO_PICTURES) =>
      writeCarrying(questions, pictures, GONE, (carried) => write(carried, pictures)),
  };
}

/** `short`: what the format is called in a sentence. */
function withoutPictures(format: Described, short: string, write: Write): ExportFormat {
  const reason = `${short}里没有地方放图片。`;
  return {
    ...format,
    carriesPictures: false,
    write: (questions) => writeCarrying(questions, NO_PICTURES, reason, (carried) => write(carried, NO_PICTURES)),
  };
}

/** The formats that questions can be written in; each reads back as what it does not name in `leftOut`. */
export const EXPORT_FORMATS: readonly ExportFormat[] = [
  withPictures(
    {
      id: 'xlsx',
      name: 'Excel 表格',
      extension: 'xlsx',
      mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    },
    (questions, pictures) => writeSheet(questions, 'xlsx', pictures),
  ),
  withoutPictures(
    { id: 'csv', name: 'CSV 表格', extension: 'csv', mediaType: 'text/csv; charset=utf-8' },
    'CSV ',
    (questions) => writeSheet(questions, 'csv'),
  ),
  withoutPictures({ id: 'text', name: '文本（可以粘贴到 Word）', ...TEXT }, '文本', (questions) => ({
    bytes: new TextEncoder().encode(writeQuestionText(questions)),
    leftOut: [],
  })),
  withoutPictures({ id: 'gift', name: 'GIFT（Moodle 文本）', ...TEXT, extension: 'gift' }, 'GIFT ', writeGift),
  withoutPictures({ id: 'aiken', name: 'Aiken（只有单选、判断）', ...TEXT }, 'Aiken ', writeAiken),
  withPictures({ id: 'moodle-xml', name: 'Moodle XML', ...MARKUP }, writeMoodleXml),
  qti('2.1'),
  qti('2.2'),
  qti('3.0'),
];

function qti(version: QtiVersion): ExportFormat {
  const named = {
    id: `qti-${version}`,
    name: `QTI ${version}`,
    extension: 'zip',
    mediaType: 'application/zip',
  } as const;
  return withPictures(named, (questions, pictures) => writeQti(questions, version, pictures));
}

async function writeSheet(
  questions: readonly WritableQuestion[],
  format: 'xlsx' | 'csv',
  pictures: WrittenPictures = NO_PICTURES,
): Promise<ExportedFile> {
  return { bytes: await writeQuestions(questions, format, pictures), leftOut: [] };
}
