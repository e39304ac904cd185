import { answerAside } from '../../../platform/workers/aside.js';
import { groupQuestions } from './group-questions.js';

export interface GroupingData {
  readonly questions: Parameters<typeof groupQuestions>[0];
  readonly distinct: Parameters<typeof groupQuestions>[1];
}

await answerAside(({ questions, distinct }: GroupingData) => groupQuestions(questions, distinct));
