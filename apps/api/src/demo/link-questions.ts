import { isWithinKnowledge } from '@zhian/question-bank';
import type { HandbookData } from './data.js';
import type { DemoQuestion } from './world.js';

/**
 * Which questions stand beside which section of one enterprise's handbooks, by knowledge point. A question of a post belongs
 * to the first section of that post's handbook that names its point or one above it, else to the first of the 通用 part; a general question the
 * other way round. Keys of the result: `<post or enterprise>/<index of the section>`. Pure.
 *
 * @throws Error naming a question that no section wants
 */
export function linkQuestions(
  books: { readonly general: HandbookData; readonly posts: readonly HandbookData[] },
  questions: readonly Pick<DemoQuestion, 'id' | 'knowledgePoint' | 'posts'>[],
): Map<string, string[]> {
  const links = new Map<string, string[]>();
  for (const { id, knowledgePoint, posts } of questions) {
    const inGeneral = sectionOf(books.general, knowledgePoint);
    const wanted =
      posts.length > 0
        ? posts.map(
            (post) =>
              sectionOf(
                books.posts.find((book) => book.of === post),
                knowledgePoint,
              ) ?? inGeneral,
          )
        : inGeneral !== null
          ? [inGeneral]
          : books.posts.map((book) => sectionOf(book, knowledgePoint));
    const places = new Set(wanted.filter((place) => place !== null));
    if (places.size === 0) throw new Error(`no section of ${books.general.of} is about «${knowledgePoint}»`);
    for (const place of places) links.set(place, [...(links.get(place) ?? []), id]);
  }
  return links;
}

function sectionOf(book: HandbookData | undefined, point: string): string | null {
  const index = book?.sections.findIndex(({ points }) => points.some((one) => isWithinKnowledge(point, one))) ?? -1;
  return book && index >= 0 ? `${book.of}/${index}` : null;
}
