const MIB = 1024 * 1024;

/**
 * What a question file may be. Beyond it the file is refused whole, before it is unpacked or while it is read, never
 * after (law A20). What the largest costs in time and memory is in the README beside this.
 */
export const READ_LIMITS = {
  /** Bytes of the file as uploaded. */
  fileBytes: 40 * MIB,
  /** Bytes of all parts of a package together, declared and actual. */
  unpackedBytes: 192 * MIB,
  /** Parts of a package. */
  entries: 2_000,
  sheets: 50,
  /** Rows of all sheets together, empty ones that stand in the file included. */
  rows: 100_000,
  /** Cells of all sheets together, empty ones that stand in the file included. */
  cells: 2_000_000,
  /** Cells without anything in them that a workbook may have more than it has filled ones. */
  emptyCells: 300_000,
  /** Cells covered by merged ranges of all sheets together. */
  rangeCells: 500_000,
  /** Last row number that may be used (the limit of the format). */
  rowNumber: 1_048_576,
  /** Characters of one cell (the limit of the format). */
  cellChars: 32_767,
  /** XML tags of the parts of a package that are read, together. */
  tags: 12_000_000,
  /** XML tags of the styles alone; Excel itself stops at 65,490 formats. */
  styleTags: 1_000_000,
  /** Columns that are looked at; cells further right are ignored. */
  columns: 64,
  /** Bytes of one picture; what is larger is not unpacked. */
  pictureBytes: 5 * MIB,
  /** Different pictures of one file. */
  pictures: 1_000,
  /** Paragraphs of a document, and lines broken within them: a question takes five or six. */
  paragraphs: 500_000,
  /** Lines of a web archive as it is written, encoded pictures included. */
  archiveLines: 1_000_000,
  /** Parts of a web archive: the page, and what lies beside it. */
  archiveParts: 5_000,
  /** Places of a document where a picture stands. */
  picturePlaces: 40_000,
} as const;
