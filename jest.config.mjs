// One Jest set-up for every suite: TypeScript through swc, native ES modules, workspace packages read from source.
const base = {
  testEnvironment: 'node',
  setupFilesAfterEnv: ['<rootDir>/test/support/timeouts.mjs'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', tsx: true, decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, react: { runtime: 'automatic' } },
          target: 'es2022',
          keepClassNames: true,
        },
        module: { type: 'es6' },
      },
    ],
  },
  moduleNameMapper: {
    '^@zhian/question-bank$': '<rootDir>/libs/question-bank/src/index.ts',
    '^@zhian/migrations$': '<rootDir>/migrations/index.ts',
    '^@zhian/certificates$': '<rootDir>/libs/certificates/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  rootDir: import.meta.dirname,
};

const withDatabase = {
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
};

const suite = (displayName, testMatch, more = {}) => ({ ...base, displayName, testMatch, ...more });

export default {
  projects: [
    suite('small', ['<rootDir>/libs/**/src/**/*.spec.ts', '<rootDir>/apps/*/src/**/*.spec.{ts,tsx}']),
    suite('architecture', ['<rootDir>/test/architecture/**/*.spec.ts']),
    suite('medium', ['<rootDir>/test/medium/**/*.spec.ts'], withDatabase),
    suite('e2e', ['<rootDir>/test/e2e/**/*.spec.ts'], withDatabase),
    suite('browser', ['<rootDir>/test/browser/**/*.spec.ts'], withDatabase),
    suite('faults', ['<rootDir>/test/faults/**/*.spec.ts'], withDatabase),
  ],
};
