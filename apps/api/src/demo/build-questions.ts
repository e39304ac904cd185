import { CreateQuestions, type QuestionToCreate } from '../modules/questions/index.js';
import { ENTERPRISE_KEYS, readQuestions, type EnterpriseKey, type QuestionData } from './data.js';
import { must, verb, type Workshop, type World } from './world.js';

/** The general questions into the county's bank, the professional ones into each enterprise's. */
export async function buildQuestions(workshop: Workshop, world: World): Promise<void> {
  await buildBank(workshop, world, 'general', world.county.id);
  for (const key of ENTERPRISE_KEYS) await buildBank(workshop, world, key, must(world.enterprises.get(key), key).id);
}

async function buildBank(
  workshop: Workshop,
  world: World,
  group: EnterpriseKey | 'general',
  organisationId: string,
): Promise<void> {
  const data = await readQuestions(group);
  const made = await verb(workshop, CreateQuestions).execute(workshop.ctx, {
    organisationId,
    questions: data.map((question) => questionToCreate(question, (post) => must(world.posts.get(post), post).id)),
  });
  world.questions.set(
    group,
    data.map((question, index) => {
      const { id, versionId } = must(made[index], question.code);
      const { key, knowledgePoint, posts } = question;
      return { id, versionId, code: question.code, key, knowledgePoint, posts };
    }),
  );
}

export function questionToCreate(question: QuestionData, idOfPost: (key: string) => string): QuestionToCreate {
  return {
    type: question.type,
    stem: question.stem,
    options: question.options.map((text, index) => ({ label: String.fromCharCode(65 + index), text })),
    key: question.key,
    explanation: question.explanation,
    category: question.category,
    knowledgePoint: question.knowledgePoint,
    difficulty: question.difficulty,
    sourceClause: question.sourceClause,
    postIds: question.posts.map(idOfPost),
  };
}
