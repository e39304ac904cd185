import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import { checkDraft } from '../model/check-draft.js';
import { malformedFiles } from '../testing/malformed-files.js';
import { readQuestionFile } from './read-question-file.js';
import type { TakePicture } from './read-options.js';
import type { ReadResult } from './read-result.js';
import { UnreadableFileError } from './unreadable-file.js';
import { startCpuClock } from '../testing/cpu-ms.js';

/** The law asks for 300 seeds of every format, 3,600 files: ZHIAN_RUNS=300 for the whole size. */
const SEEDS = Number(process.env['ZHIAN_RUNS'] ?? 25);
const MIB = 1024 * 1024;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Takes whatever it is given: what pictures are is for others to check. */
const takePicture: TakePicture = async () => ({ fileId: 'picture', width: 1, height: 1 });

/** What is read of a damaged file is whole questions, counted rightly, and every refusal says why. */
function checkResult({ questions, refused, doubts, accepted, duplicates }: ReadResult): void {
  for (const { type, stem, options, images, key, source, ...rest } of questions) {
    expect(checkDraft({ content: { type, stem, options, images }, key: { correct: key }, ...rest })).toEqual([]);
    expect(source.row).toBeGreaterThan(0);
  }
  expect(accepted.single + accepted.multiple + accepted.true_false).toBe(questions.length + duplicates.length);
  for (const { message } of [...refused, ...doubts]) expect(message).toMatch(/[一-鿿]/);
}

describe('A19 malformed files', () => {
  it('of every format are read or refused, in time and in bounded memory', async () => {
    const outcomes = new Map<string, number>();
    let slowest = { milliseconds: 0, name: '' };
    let [before, peak, files] = [0, 0, 0];
    for await (const { seed, fileName, bytes } of malformedFiles(SEEDS + 1)) {
      const spent = startCpuClock();
      let outcome = 'read';
      try {
        checkResult(await readQuestionFile({ bytes, fileName }, { takePicture }));
      } catch (error) {
        if (!(error instanceof UnreadableFileError)) throw new Error(`seed ${seed} ${fileName}`, { cause: error });
        outcome = error.code;
      }
      const milliseconds = spent();
      if (milliseconds > slowest.milliseconds) slowest = { milliseconds, name: `seed ${seed} ${fileName}` };
      // The first seed warms up: what is loaded and compiled then stays.
      // Making the files leaves more behind than reading them, so that is swept away now and then.
      if (files % 5 === 0) collectGarbage();
      if (seed === 0) before = process.memoryUsage.rss();
      else files += 1;
      peak = Math.max(peak, process.memoryUsage.rss());
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
    const growth = Math.round((peak - before) / MIB);
    const counts = [...outcomes].sort((a, b) => b[1] - a[1]).map(([outcome, count]) => `${outcome} ${count}`);
    process.stdout.write(
      `A19: ${files} files, slowest ${Math.round(slowest.milliseconds)} ms of CPU (${slowest.name}), RSS +${growth} MiB; ${counts.join(', ')}\n`,
    );
    expect(slowest.milliseconds).toBeLessThan(2000);
    expect(growth).toBeLessThan(150);
    expect(outcomes.get('read')).toBeGreaterThan(files / 10);
    expect(outcomes.size).toBeGreaterThan(5);
  }, 600_000);
});
