const MIB = 1024 * 1024;

/** What a question file may be. Beyond it the file is refused whole, before it is unpacked or parsed (law A20). */
export const READ_LIMITS = {
  /** Bytes of the file as uploaded. */
  fileBytes: 20 * MIB,
  /** Bytes of all parts of an xlsx package together, declared and actual. */
  unpackedBytes: 64 * MIB,
  /** Parts of an xlsx package. */
  entries: 2_000,
  sheets: 50,
  /** Rows of all sheets together, empty ones that stand in the file included. */
  rows: 20_000,
  /** Cells of all sheets together, empty ones that stand in the file included. */
  cells: 300_000,
  /** Cells covered by merged ranges, and by named ranges, of all sheets together. */
  rangeCells: 300_000,
  /** Last row number that may be used (the limit of the format). */
  rowNumber: 1_048_576,
  /** Characters of one cell (the limit of the format). */
  cellChars: 32_767,
  /** XML tags of all parts of a package together: styles and strings cost the parser as much as cells do. */
  tags: 3_000_000,
  /** Columns that are looked at; cells further right are ignored. */
  columns: 64,
} as const;
