import { describe, expect, it } from '@jest/globals';
import {
  ENTERPRISE_KEYS,
  parseHandbook,
  readHandbooks,
  readOrganisations,
  readPicture,
  readQuestions,
} from './data.js';
import { linkQuestions } from './link-questions.js';

const book = (front: string, ...sections: string[]) =>
  parseHandbook(
    `---\n${front}\n---\n\n${sections.map((points, at) => `## 第 ${at + 1} 节\n<!-- points: ${points} -->\n正文\n`).join('\n')}`,
  );

describe('questions beside sections', () => {
  const books = {
    general: book('general: coal\ntitle: 通用', '消防', '急救, 瓦斯'),
    posts: [book('post: shearer\ntitle: 采煤', '瓦斯', '瓦斯, 顶板'), book('post: belt\ntitle: 皮带', '皮带')],
  };
  const linked = (knowledgePoint: string, posts: string[]) =>
    [...linkQuestions(books, [{ id: 'q', knowledgePoint, posts }]).keys()].sort();

  it('a post’s question stands in the first section of its handbook, else in the general part', () => {
    expect(linked('瓦斯', ['shearer'])).toEqual(['shearer/0']);
    expect(linked('瓦斯', ['shearer', 'belt'])).toEqual(['coal/1', 'shearer/0']);
  });

  it('a general question stands in the general part, else in every handbook that speaks of it', () => {
    expect(linked('急救', [])).toEqual(['coal/1']);
    expect(linked('顶板', [])).toEqual(['shearer/1']);
  });

  it('a point below one that a section names belongs to that section', () => {
    expect(linked('瓦斯/检查', ['shearer'])).toEqual(['shearer/0']);
    expect(() => linked('瓦斯检查', ['shearer'])).toThrow('瓦斯检查');
  });

  it('a question that no section wants is named', () => {
    expect(() => linked('放射', [])).toThrow('放射');
  });
});

describe('the written handbooks and questions', () => {
  it('fit together: a handbook for each post, every question beside a section, every picture there', async () => {
    const handbooks = await readHandbooks();
    const { enterprises } = await readOrganisations();
    const general = await readQuestions('general');
    let questions = general.length;
    for (const key of ENTERPRISE_KEYS) {
      const posts = enterprises.find((enterprise) => enterprise.key === key)?.posts.map((post) => post.key) ?? [];
      const ofPosts = handbooks.filter((handbook) => !handbook.general && posts.includes(handbook.of));
      expect(ofPosts).toHaveLength(posts.length);
      const part = handbooks.find((handbook) => handbook.general && handbook.of === key);
      if (!part) throw new Error(`no general part of ${key}`);
      const own = await readQuestions(key);
      questions += own.length;
      const all = [...general, ...own].map((question) => ({ ...question, id: question.code }));
      const links = linkQuestions({ general: part, posts: ofPosts }, all);
      expect(new Set([...links.values()].flat()).size).toBe(all.length);
    }
    expect(questions).toBeGreaterThanOrEqual(200);
    const pictures = handbooks.flatMap(({ sections }) =>
      sections.flatMap(({ body }) => [...body.matchAll(/\]\(assets\/([^)]+)\)/g)].map((match) => match[1] ?? '')),
    );
    for (const name of new Set(pictures)) expect(await readPicture(name)).toContain('<svg');
  });
});
