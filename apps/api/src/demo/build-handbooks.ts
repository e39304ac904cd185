import { StoreTrustedPicture } from '../modules/files/index.js';
import { CreateHandbook, PublishHandbook, SaveDraft } from '../modules/handbooks/index.js';
import { ENTERPRISE_KEYS, readHandbooks, readPicture, type EnterpriseKey, type HandbookData } from './data.js';
import { linkQuestions } from './link-questions.js';
import { must, verb, type Workshop, type World } from './world.js';

const PICTURE = /\]\(assets\/([a-z0-9-]+\.svg)\)/g;

/** The 通用 handbook of each enterprise and one per post: pictures stored, questions linked, published. */
export async function buildHandbooks(workshop: Workshop, world: World): Promise<number> {
  const handbooks = await readHandbooks();
  for (const key of ENTERPRISE_KEYS) {
    const general = must(
      handbooks.find((book) => book.general && book.of === key),
      `the general handbook of ${key}`,
    );
    const ofPosts = handbooks.filter((book) => !book.general && world.posts.get(book.of)?.enterprise === key);
    const questions = [...(world.questions.get('general') ?? []), ...(world.questions.get(key) ?? [])];
    const links = linkQuestions({ general, posts: ofPosts }, questions);
    const pictures = await storePictures(workshop, world, key, [general, ...ofPosts]);
    for (const book of [general, ...ofPosts]) await publish(workshop, world, key, book, links, pictures);
  }
  return handbooks.length;
}

/** Each picture once per enterprise. File name → address. */
async function storePictures(
  workshop: Workshop,
  world: World,
  key: EnterpriseKey,
  books: readonly HandbookData[],
): Promise<Map<string, string>> {
  const names = new Set(
    books.flatMap((book) =>
      book.sections.flatMap(({ body }) => [...body.matchAll(PICTURE)].map((match) => match[1] ?? '')),
    ),
  );
  const addresses = new Map<string, string>();
  for (const name of names) {
    const stored = await verb(workshop, StoreTrustedPicture).execute(workshop.ctx, {
      organisationId: must(world.enterprises.get(key), key).id,
      name,
      svg: await readPicture(name),
    });
    addresses.set(name, stored.url);
  }
  return addresses;
}

async function publish(
  workshop: Workshop,
  world: World,
  key: EnterpriseKey,
  book: HandbookData,
  links: ReadonlyMap<string, readonly string[]>,
  pictures: ReadonlyMap<string, string>,
): Promise<void> {
  const organisationId = must(world.enterprises.get(key), key).id;
  const postId = book.general ? null : must(world.posts.get(book.of), book.of).id;
  const id = await verb(workshop, CreateHandbook).execute(workshop.ctx, { organisationId, postId, title: book.title });
  await verb(workshop, SaveDraft).execute(workshop.ctx, id, null, {
    title: book.title,
    sections: book.sections.map((section, index) => ({
      title: section.title,
      body: section.body.replace(PICTURE, (_, name: string) => `](${must(pictures.get(name), name)})`),
      questionIds: links.get(`${book.of}/${index}`) ?? [],
    })),
  });
  await verb(workshop, PublishHandbook).execute(workshop.ctx, id);
}
