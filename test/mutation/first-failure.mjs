// Stryker runs Jest without `bail`. Whoever looks for one test that notices a mutant needs no other after it: they are skipped.
import { TestEnvironment } from 'jest-environment-node';

/** The mutant that was noticed last. This module outlives the runs of many mutants. */
let noticed;

export default class extends TestEnvironment {
  handleTestEvent(event) {
    const mutant = process.env['__STRYKER_ACTIVE_MUTANT__'];
    if (mutant === undefined) return;
    if (event.name === 'test_done' && event.test.errors.length > 0) noticed = mutant;
    if (event.name === 'test_start' && noticed === mutant) event.test.mode = 'skip';
  }
}
