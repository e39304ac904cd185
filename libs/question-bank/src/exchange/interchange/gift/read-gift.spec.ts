import { describe, expect, it } from '@jest/globals';
import { codes, lines, readText } from '../../../testing/interchange.js';
import type { ReadResult } from '../../read-result.js';

const read = (text: string, name = '题.gift'): Promise<ReadResult> => readText(text, name);

describe('GIFT: what is read', () => {
  it.each([
    ['single choice', '先做什么？{~抽烟 =测气体 ~等下班}', 'single 先做什么？ [抽烟|测气体|等下班] B'],
    ['answers on lines', '先做什么？{\n  ~抽烟\n  =测气体\n}', 'single 先做什么？ [抽烟|测气体] B'],
    ['several answers by weight', '哪些对？{~%50%甲 ~%-100%乙 ~%50%丙}', 'multiple 哪些对？ [甲|乙|丙] AC'],
    ['three of them', '哪些？{~%33.33333%甲 ~%33.33333%乙 ~%33.33333%丙 ~丁}', 'multiple 哪些？ [甲|乙|丙|丁] ABC'],
    ['several answers, one right', '哪些？{~%100%甲 ~%-100%乙}', 'multiple 哪些？ [甲|乙] A'],
    ['a wrong option with minus points', '哪个？{=甲 ~%-50%乙}', 'single 哪个？ [甲|乙] A'],
    ['true', '从业人员有权停止作业。{TRUE}', 'true_false 从业人员有权停止作业。 [正确|错误] A'],
    ['false', '可以带火种下井。{ F }', 'true_false 可以带火种下井。 [正确|错误] B'],
    ['a gap in the stem', '瓦斯超过 {~1 =0.5 ~2} 时撤人。', 'single 瓦斯超过 _____ 时撤人。 [1|0.5|2] B'],
    ['escapes', '1\\:2\\=\\{x\\}\\n\\~\\#\\\\ C:\\\\a{=\\~ ~\\=}', 'single 1:2={x}\n~#\\ C:\\a [~|=] A'],
    ['arrows in a choice', '怎么走？{~甲 -> 乙 =乙 -> 甲}', 'single 怎么走？ [甲 -> 乙|乙 -> 甲] B'],
    ['lines of the file folded', '先做\n  什么？{=测 ~抽}', 'single 先做 什么？ [测|抽] A'],
    ['plain text as written', '[plain]<b>先</b>  做{=测 ~抽}', 'single <b>先</b>  做 [测|抽] A'],
    [
      'HTML without tags',
      '[html]<p>先<b>做</b>\n什么&nbsp;？</p>{=<i>测</i> ~10<sup>3</sup>}',
      'single 先做 什么\u00A0？ [测|10³] A',
    ],
    ['HTML that nobody announced', '<p>先做什么？</p>{=测 ~[plain]<i>抽</i>}', 'single 先做什么？ [测|<i>抽</i>] A'],
    ['a comment before and between', '// 一\n先做？{=测\n// 二\n~抽}\n// 三', 'single 先做？ [测|抽] A'],
    ['a less-than that is no tag', '若 a<b 则？{=对 ~错}', 'single 若 a<b 则？ [对|错] A'],
  ])('%s', async (_, text, expected) => {
    const result = await read(text);
    expect(result.format).toBe('gift');
    expect(lines(result)).toEqual([expected]);
    expect([result.refused, result.doubts]).toEqual([[], []]);
  });

  it('feedback becomes the explanation; that of an option names it', async () => {
    const { questions } = await read('哪个？{=甲#没错 ~乙#再想想 ~丙####依据第二十八条}\n\n井下能抽烟。{F#不能#对}');
    expect(questions.map(({ explanation }) => explanation)).toEqual([
      '依据第二十八条\n选「甲」：没错\n选「乙」：再想想',
      '不能\n对',
    ]);
  });

  it('categories and tags become labels, and hold as long as Moodle lets them', async () => {
    const text =
      '一？{T}\n\n$CATEGORY: $course$/top/Default for 一矿/机电/运输\n\n// [id:7] [tag:难度:4] [tag:专业] [tag:依据:煤矿安全规程第一条]\n二？{T}\n\n三？{T}\n\n$CATEGORY: $course$/top\n四？{T}';
    const { questions } = await read(text);
    expect(questions.map((q) => [q.source.row, q.knowledgePoint, q.difficulty, q.category, q.sourceClause])).toEqual([
      [1, null, null, null, null],
      [6, '机电/运输', 4, 'professional', '煤矿安全规程第一条'],
      [8, '机电/运输', null, null, null],
      [11, null, null, null, null],
    ]);
  });

  it('titles and foreign tags are lost with one word for the whole file', async () => {
    const { doubts } = await read(
      '::动火::先做？{T}\n\n::登高::再做？{T}\n\n::第 3 题::又做？{T}\n\n// [tag:春季]\n还做？{T}',
    );
    expect(doubts.map(({ row, code, message }) => [row, code, message])).toEqual([
      [1, 'title-lost', '题 第 1 行：题目的名称没有读进来，共 2 处，如「动火」。题目本身不受影响。'],
      [8, 'tag-lost', '题 第 8 行：标签没有读进来，共 1 处，如「春季」。题目本身不受影响。'],
    ]);
  });

  it.each([
    ['a picture', '[html]看图<img src="a.png" alt="阀门">选{=甲 ~乙}', '看图［图：阀门］选', 'image-lost'],
    ['a table', '[html]<table><tr><td>一<td>二</table>选{=甲 ~乙}', '一 | 二\n选', 'format-lost'],
    ['Markdown', '[markdown]选 **对** 的{=甲 ~乙}', '选 **对** 的', 'markdown-kept'],
    ['unequal weights', '选对的{~%60%甲 ~%40%乙 ~丙}', '选对的', 'weights-unequal'],
  ])('%s is read with a doubt', async (_, text, stem, code) => {
    const { questions, doubts } = await read(text);
    expect([questions[0]?.stem, codes(doubts)]).toEqual([stem, [code]]);
  });

  it('is known by what it holds, not by its name', async () => {
    expect((await read('先做什么？{=测 ~抽}', '题.txt')).format).toBe('gift');
    expect((await read('$CATEGORY: x\n\n一？{T}', '题')).format).toBe('gift');
    expect((await read('题干,选项A,选项B,答案\n集合{=1 的？,甲,乙,A\n', '题.csv')).format).toBe('spreadsheet');
  });

  it('is read from GB18030 too', async () => {
    const bytes = Buffer.from([0xcf, 0xc8, 0xd7, 0xf6, ...Buffer.from('{=A ~B}')]);
    expect(lines(await readText(bytes, '题.gift'))).toEqual(['single 先做 [A|B] A']);
  });
});

describe('GIFT: what is refused by name', () => {
  it.each([
    ['说明文字', 'type-unsupported', '这里没有答案。'],
    ['问答题', 'type-unsupported', '说说看？{}'],
    ['数字题', 'type-unsupported', '几度？{#36:1}'],
    ['填空题', 'type-unsupported', '谁？{=甲 =乙}'],
    ['填空题', 'type-unsupported', '谁？{=%100%甲#对 =%50%乙}'],
    ['连线题', 'type-unsupported', '连起来{=甲 -> 一 =乙 -> 二}'],
    ['花括号', 'brace-unclosed', '谁？{=甲 ~乙'],
    ['空行', 'brace-unclosed', '谁？{=甲\n\n~乙}'],
    ['两处花括号', 'brace-twice', '谁？{=甲 ~乙}和谁？{=丙 ~丁}'],
    ['题干', 'stem-empty', '{=甲 ~乙}'],
    ['= 或 ~', 'answers-not-understood', '谁？{甲、乙}'],
    ['都给满分', 'key-single-count', '谁？{=甲 =乙 ~丙}'],
    ['一部分分', 'partial-credit', '谁？{=甲 ~%50%乙 ~丙}'],
    ['不是 100%', 'weights-sum', '谁？{~%50%甲 ~%30%乙 ~丙}'],
    ['哪个选项是对的', 'key-empty', '谁？{~甲 ~乙}'],
    ['选项 B 是空的', 'option-empty', '谁？{=甲 ~}'],
    ['最多 8 个', 'options-too-many', '谁？{=1 ~2 ~3 ~4 ~5 ~6 ~7 ~8 ~9}'],
    ['只有一张图', 'image-only', '[html]谁？{=<img src\\="a.png"> ~<img src\\="b.png">}'],
    ['套得太深', 'text-not-understood', `[html]${'<b>'.repeat(501)}谁？{=甲 ~乙}`],
  ])('%s', async (words, code, text) => {
    const result = await read(`好题？{T}\n\n${text}`);
    expect(result.accepted.true_false).toBe(1);
    expect(result.refused.map((refused) => [refused.row, refused.code])).toEqual(
      text.includes('\n\n')
        ? [
            [3, code],
            [5, 'type-unsupported'],
          ]
        : [[3, code]],
    );
    expect(result.refused[0]?.message).toMatch(/^题 第 3 行：.*。$/);
    expect(result.refused[0]?.message).toContain(words);
  });

  it('nothing but comments is no question file', async () => {
    await expect(read('// 只有注释\n\n$CATEGORY: 甲')).rejects.toMatchObject({ code: 'no-items-found' });
  });
});
