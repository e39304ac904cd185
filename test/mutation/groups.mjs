// Strings of these files are sentences for people; where a string decides (states, rules), it is mutated too.
const MESSAGES = ['StringLiteral'];
/** `?.` of an element that is always there is for the type checker: without it nothing changes. */
const CHECKED_INDEXES = ['OptionalChaining'];

/** What decides over points, papers and who may see what (law A41). A group runs its own tests only: that keeps a mutant cheap. */
export const GROUPS = [
  {
    name: 'grading',
    mutate: ['libs/question-bank/src/grading/*.ts', '!**/*.spec.ts'],
    tests: ['libs/question-bank/src/grading/**/*.spec.ts'],
    excluded: MESSAGES,
  },
  {
    name: 'attempts',
    mutate: [
      'apps/api/src/modules/exams/attempts/{admission,answers,attempt,attempt-log,attempt-record,disclosure}.ts',
    ],
    tests: ['apps/api/src/modules/exams/attempts/*.spec.ts'],
    excluded: [],
  },
  // `more`: specs of other files that look at whole papers. Never law-a05: it draws in processes where no mutant is active.
  ...[
    { name: 'paper-pool', files: ['blueprint', 'prepared-pool'], more: ['golden-papers'] },
    {
      name: 'paper-draw',
      files: ['draw-paper', 'option-order', 'plain-draw', 'seeded-stream', 'urn'],
      more: ['draw-context', 'draw-limits', 'golden-papers'],
    },
    { name: 'paper-guided', files: ['guided-draw'], more: ['draw-limits', 'golden-papers'] },
    { name: 'paper-feasibility', files: ['feasibility', 'matching'], more: ['!(law-a05)'] },
    { name: 'paper-limits', files: ['class-flow', 'limits', 'overlap', 'worst-overlap'], more: ['!(law-a05)'] },
  ].map(({ name, files, more }) => ({
    name,
    mutate: files.map((file) => `libs/question-bank/src/paper/${file}.ts`),
    tests: [...files, ...more].map((file) => `libs/question-bank/src/paper/${file}.spec.ts`),
    excluded: [...MESSAGES, ...CHECKED_INDEXES],
    // A twentieth of the cases of a property: a mutant that they let live is looked at, and the tests themselves run all.
    env: { ZHIAN_SHARE: '0.05' },
  })),
];

/** The group that the environment names; without one, the first. */
export const groupOf = (environment) => GROUPS.find((group) => group.name === environment.MUTATION_GROUP) ?? GROUPS[0];
