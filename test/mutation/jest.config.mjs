// Jest as Stryker runs it: the small suite, with the tests of one group only.
import { fileURLToPath } from 'node:url';
import jestConfig from '../../jest.config.mjs';
import { groupOf } from './groups.mjs';

const { displayName: _, ...small } = jestConfig.projects.find((suite) => suite.displayName === 'small');

export default {
  ...small,
  testEnvironment: fileURLToPath(new URL('./first-failure.mjs', import.meta.url)),
  testMatch: groupOf(process.env).tests.map((pattern) => `<rootDir>/${pattern}`),
};
