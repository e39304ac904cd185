import { describe, expect, it } from '@jest/globals';
import { inspectMarkdown } from './markdown-rules.js';

const codes = (body: string): string[] => inspectMarkdown(body).problems.map((problem) => problem.code);

describe('law A23: links of a handbook', () => {
  it.each([
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](&#106;avascript:alert(1))',
    '[x](javascript&colon;alert(1))',
    '[x](java&#9;script:alert(1))',
    '[x](<java script:alert(1)>)',
    '[x](&#1;javascript:alert(1))',
    '[x][y]\n\n[y]: javascript:alert(1)',
    '[y]: javascript:alert(1)',
    '[x](vbscript:x)',
    '[x](data:text/html,<script>alert(1)</script>)',
    '<javascript:alert(1)>',
    '[x](file:///etc/passwd)',
    '[x](//evil.example)',
    '> - [x](javascript:alert(1))',
    '**[x](javascript:alert(1))**',
  ])('refuses %j', (body) => {
    expect(codes(body)).toContain('link-scheme');
  });

  it.each([
    '[法](https://flk.npc.gov.cn/detail?id=1:2)',
    '[电话](tel:12350)',
    '[邮箱](mailto:a@example.com)',
    '[上一节](#start)',
    '[岗位](/my/handbook?postId=1)',
    '`[x](javascript:alert(1))`',
    '```\n[x](javascript:alert(1))\n```',
    'javascript:alert(1) 是文字，不是链接',
    '\\[x](javascript:alert(1))',
    '比例 1:200，时间 8:00',
  ])('takes %j', (body) => {
    expect(codes(body)).toEqual([]);
  });
});

describe('pictures of a handbook', () => {
  const id = '01930000-0000-7000-8000-00000000000a';

  it('are those of this platform', () => {
    expect(inspectMarkdown(`![图](/api/v1/files/${id.toUpperCase()}) ![图](/api/v1/files/${id})`)).toEqual({
      pictureIds: [id],
      problems: [],
    });
  });

  it.each([
    '![x](https://example.com/a.png)',
    '![x](/api/v1/files/../accounts)',
    `![x](/api/v1/files/${id}?x=1)`,
    '![x](data:image/svg+xml,x)',
    `![x][y]\n\n[y]: /api/v1/files/${id}`,
    `[![x](//a/b.png)](https://example.com)`,
  ])('are not %s', (body) => {
    expect(codes(body)).toContain('picture-address');
  });
});

describe('law A25: hostile texts', () => {
  it.each([
    '[',
    '![',
    '[](',
    '*a',
    '> ',
    '`',
    '&#',
    '<a',
    '- ',
    '[a](',
    '![a](/',
    '_a_',
    '|a',
    '[a]',
    'a\n',
    '[a]: b\n',
    '\\',
  ])('any amount of %j is read or refused at once', (piece) => {
    inspectMarkdown('[warm](/up)');
    for (const count of [50_000 / piece.length, 2900 / piece.length]) {
      const before = process.cpuUsage().user;
      inspectMarkdown(piece.repeat(count));
      expect((process.cpuUsage().user - before) / 1000).toBeLessThan(1000);
    }
  });

  it('says that a text is too much', () => {
    expect(codes('\n'.repeat(3001))).toEqual(['text-too-complex']);
  });
});
