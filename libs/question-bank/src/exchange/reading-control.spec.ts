import { describe, expect, it, jest } from '@jest/globals';
import { LAYOUT_WRITERS } from '../testing/layout-writers.js';
import type { SheetQuestion } from '../testing/layout-writers.js';
import { writeContainer } from '../testing/sheet-containers.js';
import type { Container } from '../testing/sheet-containers.js';
import { readQuestionFile } from './read-question-file.js';
import type { ReadOptions } from './read-options.js';
import type { ReadQuestion } from './read-result.js';

const QUESTIONS: SheetQuestion[] = Array.from({ length: 2600 }, (_, index) => ({
  type: 'single',
  stem: `第 ${index} 号工作面的瓦斯浓度超限时应当怎样处理（ ）。`,
  options: ['停止作业', '继续作业', `报告 ${index} 号值班室`],
  key: ['A'],
}));
const words = { choice: (labels: readonly string[]) => labels.join(''), right: '对', wrong: '错' };
const fileIn = (container: Container) =>
  writeContainer(LAYOUT_WRITERS['A wide letters']?.(QUESTIONS, words) ?? {}, container);
const CONTAINERS: readonly Container[] = ['xlsx', 'csv', 'html'];

jest.setTimeout(60_000);

describe.each(CONTAINERS)('reading a large %s file', (container) => {
  it('tells how far it is, ever further, and ends at the whole', async () => {
    const told: number[] = [];
    await readQuestionFile(await fileIn(container), { onProgress: (done, total) => void told.push(done / total) });
    expect(told.length).toBeGreaterThan(4);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told.at(-1)).toBe(1);
  });

  it.each(['before', 'while reading', 'while recognising'])('stops when it is cancelled: %s', async (when) => {
    const control = new AbortController();
    const reason = new Error('the person left');
    const limit = { before: -1, 'while reading': 0, 'while recognising': 0.6 }[when] ?? 0;
    let last = 0;
    const options: ReadOptions = {
      signal: control.signal,
      onProgress: (done, total) => {
        last = done / total;
        if (last > limit) control.abort(reason);
      },
    };
    if (when === 'before') control.abort(reason);
    await expect(readQuestionFile(await fileIn(container), options)).rejects.toBe(reason);
    expect(last).toBeLessThan(1);
  });

  it('hands the questions over in batches, in order, and keeps none', async () => {
    const batches: ReadQuestion[][] = [];
    let taking = 0;
    const result = await readQuestionFile(await fileIn(container), {
      onQuestions: async (batch) => {
        taking += 1;
        expect(taking).toBe(1);
        await new Promise((resolve) => void setImmediate(resolve));
        batches.push(batch);
        taking -= 1;
      },
    });
    expect(result.questions).toEqual([]);
    expect(result.accepted.single).toBe(QUESTIONS.length);
    expect(batches.length).toBeGreaterThan(4);
    const whole = await readQuestionFile(await fileIn(container));
    expect(batches.flat()).toEqual(whole.questions);
  });
});
