import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runCommand } from './run-command.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhian-cli-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const streams = { out: '', err: '' };
  const code = await runCommand(args, {
    out: (text) => void (streams.out += text),
    err: (text) => void (streams.err += text),
  });
  return { code, ...streams };
}

describe('questions:check', () => {
  it('prints what would be taken and what refused as JSON, and nothing else', async () => {
    const file = join(folder, 'bank.csv');
    await writeFile(
      file,
      '题型,题干,选项A,选项B,选项C,选项D,答案,解析\n单选题,灭火器指针在绿区表示什么,压力正常,压力过低,压力过高,已报废,A,看压力表\n多选题,进矿前要带什么,自救器,矿灯,打火机,定位卡,ABD,入井须知\n判断题,酒后可以上岗,,,,,错误,酒后禁止上岗\n单选题,答案不在选项里,一,二,三,四,F,\n',
    );
    const { code, out, err } = await run('questions:check', file);
    expect([code, err]).toEqual([0, '']);
    const reply = JSON.parse(out) as { accepted: unknown; questions: { key: string[] }[]; refused: object[] };
    expect(reply.accepted).toEqual({ single: 1, multiple: 1, true_false: 1 });
    expect(reply.questions.map(({ key }) => key)).toEqual([['A'], ['A', 'B', 'D'], ['B']]);
    expect(Object.keys(reply.questions[0] ?? {}).sort()).toEqual([
      'explanation',
      'key',
      'options',
      'source',
      'stem',
      'type',
    ]);
    expect(reply.refused).toEqual([
      expect.objectContaining({
        row: 5,
        column: expect.any(String),
        code: expect.any(String),
        message: expect.any(String),
      }),
    ]);
    expect(Object.keys(reply).sort()).toEqual(['accepted', 'questions', 'refused']);
  });

  it.each([
    ['a file that is not there', 'nothing.xlsx', null, '没有这个文件'],
    ['an empty file', 'empty.csv', '', '空'],
    ['a file without questions', 'other.csv', '姓名,年龄\n王,30\n', '没有认出题目'],
  ])('%s: one sentence on stderr, code 65', async (_, name, content, sentence) => {
    const file = join(folder, name);
    if (content !== null) await writeFile(file, content);
    const { code, out, err } = await run('questions:check', file);
    expect([code, out]).toEqual([65, '']);
    expect(err).toContain(sentence);
    expect(err.trim().split('\n')).toHaveLength(1);
  });
});

describe('the command line', () => {
  it('unknown commands get the usage and code 64, also names that objects have', async () => {
    for (const name of ['bogus', '', 'constructor', 'toString']) {
      const { code, out, err } = await run(name);
      expect([code, out]).toEqual([64, '']);
      expect(err).toContain('verify-records');
    }
    expect(await run('--help')).toMatchObject({ code: 0, err: '' });
  });
});
