import { READ_LIMITS } from '../read-limits.js';
import { readXml } from '../read-xml.js';
import type { XmlOptions } from '../read-xml.js';
import { UnreadableFileError } from '../unreadable-file.js';
import type { ZipPackage } from '../zip-package.js';
import { readRelations } from '../read-relations.js';

export interface WorkbookSheet {
  name: string;
  hidden: boolean;
  /** Its part in the package. */
  part: string;
}

export interface Workbook {
  /** In the order of the tabs; sheets that hold only a chart are none. */
  sheets: WorkbookSheet[];
  starts1904: boolean;
  stringsPart: string | null;
  stylesPart: string | null;
}

const WORKBOOK = 'xl/workbook.xml';
const SHEET_PART = /^xl\/worksheets\/[^/]+\.xml$/i;

/** What the workbook says about its parts. @throws UnreadableFileError */
export async function readWorkbook(zip: ZipPackage, options: XmlOptions): Promise<Workbook> {
  if (!zip.has(WORKBOOK) || !zip.has('[Content_Types].xml')) throw new UnreadableFileError('not-a-workbook');
  if (zip.names.filter((name) => SHEET_PART.test(name)).length > READ_LIMITS.sheets) throw tooManySheets();
  const targets = await readRelations(zip, WORKBOOK, options);
  const sheets: WorkbookSheet[] = [];
  let starts1904 = false;
  const open = (name: string, attributes: Readonly<Record<string, string>>): void => {
    if (name === 'workbookPr') starts1904 = /^(?:1|true)$/.test(attributes['date1904'] ?? '');
    if (name !== 'sheet') return;
    const relation = Object.entries(attributes).find(([key]) => key === 'r:id' || key.endsWith(':id'))?.[1];
    const target = targets.get(relation ?? '');
    if (target === undefined || target.type !== 'worksheet' || !zip.has(target.part)) return;
    const hidden = (attributes['state'] ?? 'visible') !== 'visible';
    sheets.push({ name: attributes['name'] ?? '', hidden, part: target.part });
    if (sheets.length > READ_LIMITS.sheets) throw tooManySheets();
  };
  await readXml(zip.chunks(WORKBOOK), { open }, options);
  const partOf = (type: string, usual: string): string | null => {
    const target = [...targets.values()].find((each) => each.type === type && each.outside === undefined);
    const part = target?.part ?? usual;
    return zip.has(part) ? part : null;
  };
  return {
    sheets,
    starts1904,
    stringsPart: partOf('sharedStrings', 'xl/sharedStrings.xml'),
    stylesPart: partOf('styles', 'xl/styles.xml'),
  };
}

function tooManySheets(): UnreadableFileError {
  return new UnreadableFileError('too-many-sheets', { limit: READ_LIMITS.sheets });
}
