// The laws whose tests run smaller in `npm test` than the size at which a green run means something, and that size.
// docs/testing.md says what the last run found; test/architecture/laws.spec.ts holds this list to the files.

/** @type {readonly import('./laws.mjs').FullSize[]} */
export const FULL_SIZES = [
  {
    law: 'A02',
    suite: 'medium',
    test: 'test/medium/exams-saves-model.spec.ts',
    env: { ZHIAN_RUNS: '1000' },
    size: '1,000 runs of up to 60 commands',
  },
  {
    law: 'A02',
    suite: 'medium',
    test: 'test/medium/exams-saves-interleaved.spec.ts',
    env: { ZHIAN_INTERLEAVINGS: '300' },
    size: '300 scheduled orders',
  },
  {
    law: 'A03 A04',
    suite: 'medium',
    test: 'test/medium/exams-races.spec.ts',
    env: { ZHIAN_REPEATS: '200' },
    size: '200 repeats of 50 + 50 requests, and of 50 starts',
  },
  {
    law: 'A05',
    suite: 'small',
    test: 'libs/question-bank/src/paper/law-a05.spec.ts',
    env: { ZHIAN_RUNS: '10000' },
    size: '10,000 seeds',
  },
  {
    law: 'A08',
    suite: 'medium',
    test: 'test/medium/exams-regrades-race.spec.ts',
    env: { ZHIAN_REGRADE_RACES: '20' },
    size: '20 corrections, each approved while 24 attempts end',
  },
  {
    law: 'A10',
    suite: 'medium',
    test: 'test/medium/record-chains.spec.ts',
    env: { ZHIAN_RUNS: '2000' },
    size: '2,000 mutations of chains of up to 200 rows; 32 × 50 appends at once',
  },
  {
    law: 'A12',
    suite: 'e2e',
    test: 'test/e2e/exams-packs.spec.ts',
    env: { ZHIAN_RUNS: '200' },
    size: '4 × 200 papers out of packs, byte for byte',
  },
  {
    law: 'A15',
    suite: 'medium',
    test: 'test/medium/organisations-scope.spec.ts',
    env: { ZHIAN_RUNS: '500' },
    size: '500 users of a tree of 200 units',
  },
  {
    law: 'A17',
    suite: 'e2e',
    test: 'test/e2e/query-parameters.spec.ts',
    env: { ZHIAN_PAYLOADS: '60' },
    size: '60 payloads at every parameter of every GET',
  },
  {
    law: 'A19',
    suite: 'small',
    test: 'libs/question-bank/src/exchange/malformed-files.spec.ts',
    env: { ZHIAN_RUNS: '300' },
    size: '3,600 files, read by the library',
  },
  {
    law: 'A19',
    suite: 'medium',
    test: 'test/medium/malformed-files.spec.ts',
    env: { ZHIAN_RUNS: '60' },
    size: '720 files, sent to the platform',
  },
  {
    law: 'A22',
    suite: 'small',
    test: 'apps/api/src/modules/questions/printing/docx/write-document.spec.ts',
    env: { ZHIAN_RUNS: '500' },
    size: '500 banks through Word and back',
  },
  {
    law: 'A37',
    suite: 'small',
    test: 'libs/certificates/src/model/numbers.spec.ts',
    env: { ZHIAN_RUNS: '1000000' },
    size: '1,000,000 numbers and codes',
  },
  {
    law: 'A39',
    suite: 'small',
    test: 'apps/web/src/shared/offline/law-a39.spec.ts',
    env: { ZHIAN_RUNS: '2000' },
    size: '2,000 runs (the law: 500, as npm test)',
  },
];
