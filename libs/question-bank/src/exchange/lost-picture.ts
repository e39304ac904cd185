import type { Field } from './read-options.js';
import type { RawRow } from './layouts/layout.js';

/** Stands where a picture lay in a row that is given back to be mended: a workbook of text does not carry pictures. */
export const LOST_PICTURE = '［图片：请在这里重新放图］';

/** Where a question still holds the words instead of a picture, so that it is not taken without it; null where it does not. */
export function lostPictureIn({
  stem,
  options,
  explanation,
  optionColumns,
}: RawRow): { where: string; field: Field; column?: number | undefined } | null {
  if (stem.includes(LOST_PICTURE)) return { where: '题干', field: 'stem' };
  const at = options.findIndex((option) => option.includes(LOST_PICTURE));
  if (at !== -1) return { where: '选项', field: 'options', column: optionColumns[at] };
  return explanation.includes(LOST_PICTURE) ? { where: '解析', field: 'explanation' } : null;
}
