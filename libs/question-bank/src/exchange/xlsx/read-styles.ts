import type { XmlHandlers } from '../read-xml.js';
import { numberStyle } from './number-format.js';
import type { NumberStyle } from './number-format.js';

/** Handlers that fill a list with the number style of each cell format (`cellXfs`), by its place. */
export function stylesInto(styles: NumberStyle[]): XmlHandlers {
  const codes = new Map<number, string>();
  let inCells = false;
  return {
    open: (name, attributes) => {
      if (name === 'numFmt') codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) {
        const id = Number(attributes['numFmtId'] ?? 0);
        styles.push(numberStyle(id, codes.get(id)));
      }
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  };
}
