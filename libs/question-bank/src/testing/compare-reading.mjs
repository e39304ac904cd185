// Compares our reading of real workbooks with an independent one. Run by hand, after a build:
//   npm run build -w @zhian/question-bank
//   node libs/question-bank/src/testing/compare-reading.mjs FOLDER      (workbooks and reading.json)
// Prints every row on which the two differ and the share of agreement; prints no question text.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readQuestionFile } from '../../dist/index.js';

const folder = process.argv[2];
if (folder === undefined) {
  process.stderr.write('usage: node compare-reading.mjs FOLDER\n');
  process.exit(2);
}
const print = (line) => process.stdout.write(`${line}\n`);
const { files } = JSON.parse(await readFile(join(folder, 'reading.json'), 'utf8'));
let rows = 0;
let different = 0;

for (const [fileName, expected] of Object.entries(files)) {
  const started = performance.now();
  const result = await readQuestionFile({ bytes: await readFile(join(folder, fileName)), fileName });
  print(
    `${fileName}: ${result.questions.length} questions, ${result.duplicates.length} duplicates, ` +
      `${result.refused.length} refused, ${result.doubts.length} doubts, ${Math.round(performance.now() - started)} ms`,
  );
  for (const sheet of expected.sheets) {
    const ours = result.sheets.find((found) => found.sheet === sheet.sheet);
    rows += sheet.accepted === undefined ? 0 : sheet.nonblank;
    if (sheet.accepted === undefined) {
      print(`  ${sheet.sheet}: left alone by both: ${ours?.layout === null}`);
      if (ours?.layout !== null) different += sheet.nonblank;
      continue;
    }
    const theirs = new Set(sheet.rejected.map((row) => row.row));
    const refused = new Map(
      result.refused.filter((row) => row.sheet === sheet.sheet).map((row) => [row.row, row.code]),
    );
    const onlyOurs = [...refused].filter(([row]) => !theirs.has(row));
    const onlyTheirs = [...theirs].filter((row) => !refused.has(row));
    different += onlyOurs.length + onlyTheirs.length;
    print(
      `  ${sheet.sheet}: ${ours?.layout}, accepted ${JSON.stringify(ours?.accepted)} against ${JSON.stringify(sheet.accepted)}`,
    );
    print(`    rows ${ours?.rows} against ${sheet.nonblank}; refused by both ${theirs.size - onlyTheirs.length}`);
    if (onlyOurs.length > 0) print(`    only we refuse: ${onlyOurs.map(([row, code]) => `${row} ${code}`).join(', ')}`);
    if (onlyTheirs.length > 0) print(`    only they refuse: ${onlyTheirs.join(', ')}`);
  }
}
print(`agreement: ${rows - different} of ${rows} rows, ${(100 - (100 * different) / rows).toFixed(2)} %`);
