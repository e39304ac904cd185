import type { GridPicture } from '../grid.js';
import { packedPicture, wordsOfDrawing } from '../picture-intake.js';
import type { FoundPicture } from '../picture-intake.js';
import { readRelations, relationId } from '../read-relations.js';
import type { Relation } from '../read-relations.js';
import { readXml } from '../read-xml.js';
import type { XmlHandlers, XmlOptions } from '../read-xml.js';
import type { ZipPackage } from '../zip-package.js';

const CELL_PICTURES = 'xl/cellimages.xml';

/** Pictures that are anchored on a sheet; nothing of them is unpacked yet. @throws UnreadableFileError */
export async function readPictures(zip: ZipPackage, sheetPart: string, options: XmlOptions): Promise<GridPicture[]> {
  const found: GridPicture[] = [];
  for (const { type, part } of (await readRelations(zip, sheetPart, options)).values()) {
    if (type !== 'drawing' || !zip.has(part)) continue;
    const relations = await readRelations(zip, part, options);
    await readXml(zip.chunks(part), anchorsInto(found, pictureReader(zip, relations)), options);
  }
  return found;
}

/** The pictures that WPS keeps as values of cells, by the name that the cells call them with. @throws UnreadableFileError */
export async function readCellPictures(zip: ZipPackage, options: XmlOptions): Promise<Map<string, FoundPicture>> {
  const found = new Map<string, FoundPicture>();
  if (!zip.has(CELL_PICTURES)) return found;
  const pictures = pictureReader(zip, await readRelations(zip, CELL_PICTURES, options));
  const open: XmlHandlers['open'] = (name, attributes) => {
    if (name === 'pic') pictures.begin();
    pictures.open(name, attributes);
  };
  const close: XmlHandlers['close'] = (name) => {
    if (name === 'pic') for (const [called, picture] of pictures.taken()) found.set(called, picture);
  };
  await readXml(zip.chunks(CELL_PICTURES), { open, close }, options);
  return found;
}

interface PictureReader {
  begin: () => void;
  open: (name: string, attributes: Readonly<Record<string, string>>) => void;
  /** Pictures met since `begin`, with what the drawing calls them. */
  taken: () => [name: string, picture: FoundPicture][];
}

/** Reads `pic` elements: words and name (`cNvPr`), and the part with the bytes (`blip`). */
function pictureReader(zip: ZipPackage, relations: ReadonlyMap<string, Relation>): PictureReader {
  let met: [string, FoundPicture][] = [];
  let words = { name: '', alt: '' };
  return {
    begin: () => {
      met = [];
    },
    open: (name, attributes) => {
      if (name === 'cNvPr') words = { name: attributes['name'] ?? '', alt: wordsOfDrawing(attributes) };
      if (name !== 'blip') return;
      const part = relations.get(relationId(attributes, 'embed'))?.part ?? '';
      if (zip.has(part)) met.push([words.name, { alt: words.alt, ...packedPicture(zip, part) }]);
    },
    taken: () => met,
  };
}

/** Anchors of pictures in a drawing; charts, lines and boxes of text are none. */
function anchorsInto(found: GridPicture[], pictures: PictureReader): XmlHandlers {
  let inFrom = false;
  let reading: 'row' | 'col' | null = null;
  let cell = { row: '', col: '' };
  let pictured = false;
  return {
    open: (name, attributes) => {
      if (name.endsWith('Anchor')) {
        cell = { row: '', col: '' };
        pictured = false;
        pictures.begin();
      } else if (name === 'from') inFrom = true;
      else if (inFrom && (name === 'row' || name === 'col')) reading = name;
      else if (name === 'pic') pictured = true;
      else if (pictured) pictures.open(name, attributes);
    },
    text: (text) => {
      if (reading !== null) cell[reading] = (cell[reading] + text).slice(0, 8);
    },
    close: (name) => {
      if (name === 'from') inFrom = false;
      if (name === reading) reading = null;
      if (!name.endsWith('Anchor') || !pictured) return;
      const [row, column] = [Number(cell.row), Number(cell.col)];
      if (!Number.isInteger(row) || !Number.isInteger(column)) return;
      const place = { row: row + 1, column };
      const read = pictures.taken();
      found.push(...(read.length === 0 ? [place] : read.map(([, picture]) => ({ ...place, picture }))));
    },
  };
}
