import type { GridPicture } from '../grid.js';
import { readXml } from '../read-xml.js';
import type { XmlHandlers, XmlOptions } from '../read-xml.js';
import type { ZipPackage } from '../zip-package.js';
import { readRelations } from './read-relations.js';

/** Where pictures are anchored on a sheet. The pictures themselves are not unpacked. @throws UnreadableFileError */
export async function readPictures(zip: ZipPackage, sheetPart: string, options: XmlOptions): Promise<GridPicture[]> {
  const found: GridPicture[] = [];
  for (const { type, part } of (await readRelations(zip, sheetPart, options)).values()) {
    if (type === 'drawing' && zip.has(part)) await readXml(zip.chunks(part), anchorsInto(found), options);
  }
  return found;
}

/** Anchors of pictures in a drawing; charts, lines and boxes of text are none. */
function anchorsInto(found: GridPicture[]): XmlHandlers {
  let inFrom = false;
  let reading: 'row' | 'col' | null = null;
  let cell = { row: '', col: '' };
  let pictured = false;
  return {
    open: (name) => {
      if (name.endsWith('Anchor')) {
        cell = { row: '', col: '' };
        pictured = false;
      } else if (name === 'from') inFrom = true;
      else if (inFrom && (name === 'row' || name === 'col')) reading = name;
      else if (name === 'pic') pictured = true;
    },
    text: (text) => {
      if (reading !== null) cell[reading] = (cell[reading] + text).slice(0, 8);
    },
    close: (name) => {
      if (name === 'from') inFrom = false;
      if (name === reading) reading = null;
      if (!name.endsWith('Anchor') || !pictured) return;
      const [row, column] = [Number(cell.row), Number(cell.col)];
      if (Number.isInteger(row) && Number.isInteger(column)) found.push({ row: row + 1, column });
    },
  };
}
