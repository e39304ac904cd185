// One group of files for test/mutation/run.mjs; see there.
import { groupOf } from './groups.mjs';

const { name, mutate, excluded } = groupOf(process.env);

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  mutate,
  testRunner: 'jest',
  testRunnerNodeArgs: ['--experimental-vm-modules', '--no-warnings'],
  coverageAnalysis: 'perTest',
  jest: { projectType: 'custom', configFile: 'test/mutation/jest.config.mjs', enableFindRelatedTests: false },
  mutator: { excludedMutations: excluded },
  ignorePatterns: ['artefacts', '.data', 'dist', 'docs', '.nx', 'apps/web'],
  tempDirName: `artefacts/mutation/${name}`,
  reporters: ['progress', 'clear-text', 'json'],
  jsonReporter: { fileName: `artefacts/mutation/${name}.json` },
  clearTextReporter: { logTests: false, reportTests: false },
  concurrency: 2,
  timeoutMS: 30_000,
  // Each run of Jest leaves its modules behind: a worker that lives on takes gigabytes and becomes slow.
  maxTestRunnerReuse: 25,
  thresholds: { high: 95, low: 90, break: 85 },
};
