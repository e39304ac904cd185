import type { Workbook, Worksheet } from 'exceljs';
import { OPTION_LABELS } from '../model/question.js';
import type { WrittenPictures } from './interchange/written-pictures.js';
import type { WritableQuestion } from './write-questions.js';
import { TEMPLATE_COLUMNS } from './template.js';

/** Pixels of a picture in a cell, at most. */
const SHOWN = { width: 150, height: 110 };
/** Three lines of text above it. */
const TEXT_HEIGHT = 60;
const POINTS_PER_PIXEL = 0.75;
/** English metric units, in which drawings are measured. */
const EMU_PER_PIXEL = 9525;

/**
 * Puts each picture into the cell of its stem or option, below the text, and makes the row high enough. Returns what they
 * show, in their order.
 */
export function placePictures(
  workbook: Workbook,
  sheet: Worksheet,
  questions: readonly WritableQuestion[],
  pictures: WrittenPictures,
): string[] {
  const words: string[] = [];
  questions.forEach(({ images = [] }, index) => {
    // The header is the first row, and drawings count from 0.
    const row = index + 1;
    for (const { place, fileId, alt, width, height } of images) {
      const picture = pictures.get(fileId);
      if (picture === undefined) continue;
      const { bytes, extension } = picture;
      const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      // The library knows the names of other kinds only as a type; it writes any.
      const kind = (extension === 'jpg' ? 'jpeg' : extension) as 'jpeg' | 'png';
      // Once for each place: the library mixes up the pictures of a sheet that shows one of them twice.
      const id = workbook.addImage({ buffer: buffer as never, extension: kind });
      const scale = Math.min(1, SHOWN.width / Math.max(1, width), SHOWN.height / Math.max(1, height));
      const ext = { width: Math.max(16, width * scale), height: Math.max(16, height * scale) };
      const corner = {
        nativeCol: columnOf(place),
        nativeColOff: 0,
        nativeRow: row,
        nativeRowOff: TEXT_HEIGHT * EMU_PER_PIXEL,
      };
      sheet.addImage(id, { tl: corner as never, ext, editAs: 'oneCell' });
      words.push(alt);
    }
    if (images.length > 0) sheet.getRow(row + 1).height = (TEXT_HEIGHT + SHOWN.height + 8) * POINTS_PER_PIXEL;
  });
  return words;
}

function columnOf(place: string): number {
  const { before } = TEMPLATE_COLUMNS;
  return place === 'stem' ? before.length - 1 : before.length + OPTION_LABELS.findIndex((label) => label === place);
}
