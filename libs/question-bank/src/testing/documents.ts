import { makeZip } from './files.js';
import type { ZipPart } from './files.js';
import type { QuestionFile } from '../exchange/read-options.js';

export const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>';

export const run = (text: string, style = ''): string =>
  `<w:r><w:rPr>${style}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
/** A paragraph of text, or of the elements given. */
export const p = (...content: string[]): string =>
  `<w:p>${content.map((part) => (part.startsWith('<') ? part : run(part))).join('')}</w:p>`;
export const cell = (text: string): string => `<w:tc>${text.startsWith('<w:p>') ? text : p(text)}</w:tc>`;
export const table = (...rows: string[][]): string =>
  `<w:tbl>${rows.map((cells) => `<w:tr>${cells.map(cell).join('')}</w:tr>`).join('')}</w:tbl>`;

/** A Word document by hand; `xml` stands before its root element. */
export function docx(body: string, parts: ZipPart[] = [], xml = ''): QuestionFile {
  const document = `<?xml version="1.0" encoding="UTF-8"?>${xml}<w:document ${W} ${R}><w:body>${body}<w:sectPr/></w:body></w:document>`;
  const bytes = makeZip([
    { name: '[Content_Types].xml', data: TYPES },
    { name: 'word/document.xml', data: document },
    ...parts,
  ]);
  return { bytes, fileName: '题库.docx' };
}

/** What the main part refers to; `outside` is a link that leads out of the package. */
export function relations(targets: Readonly<Record<string, string | { outside: string }>>): ZipPart {
  const data = Object.entries(targets).map(([id, target]) =>
    typeof target === 'string'
      ? `<Relationship Id="${id}" Target="${target}"/>`
      : `<Relationship Id="${id}" Target="${target.outside}" TargetMode="External"/>`,
  );
  return {
    name: 'word/_rels/document.xml.rels',
    data: `<?xml version="1.0"?><Relationships>${data.join('')}</Relationships>`,
  };
}

/** A picture among the words of a paragraph, as Word draws it. */
export const drawing = (id: string, alt = ''): string =>
  `<w:r><w:drawing><wp:inline><wp:docPr id="1" name="图片 1" descr="${alt}"/><a:graphic><a:graphicData><pic:pic>` +
  `<pic:blipFill><a:blip r:embed="${id}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;
