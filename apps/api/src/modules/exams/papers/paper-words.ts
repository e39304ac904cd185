import type { ScoringScheme } from '@zhian/question-bank';
import { sayPoints, type PrintedQuestion } from '../../questions/index.js';
import type { ExamSessionRow } from '../sessions/exam-session.entity.js';

/** How multiple-choice questions are scored, to whoever sits the exam. */
const SCHEMES: Readonly<Record<ScoringScheme, string>> = {
  'all-or-nothing': '多选题全对才得分，少选、多选、错选都不得分',
  'half-per-right-option': '多选题选对一项得 0.5 分，最多得满分，有错选不得分',
  'half-if-incomplete': '多选题没选全得一半分（进到整分，1 分的题不得分），有错选不得分',
  'option-weights': '多选题按选对的项数得分，有错选不得分',
  'plus-minus-half': '多选题选对一项加 0.5 分，选错一项扣 0.5 分，最低 0 分，最高得满分',
};

type Conditions = Pick<ExamSessionRow, 'durationSeconds' | 'passHundredths' | 'scoringScheme'>;

/** 满分 100 分 · 60 分合格 · 90 分钟 · 共 50 题 */
export function paperFacts(session: Conditions, questions: readonly PrintedQuestion[]): string {
  const total = questions.reduce((sum, question) => sum + (question.points ?? 0), 0);
  return [
    `满分 ${sayPoints(total)} 分`,
    `${sayPoints(session.passHundredths)} 分合格`,
    `${Math.round(session.durationSeconds / 60)} 分钟`,
    `共 ${questions.length} 题`,
  ].join(' · ');
}

/** How to answer, and how it is scored. */
export function paperInstructions({ scoringScheme }: Conditions, questions: readonly PrintedQuestion[]): string[] {
  const types = new Set(questions.map(({ type }) => type));
  const one = [types.has('single') ? '单选题' : '', types.has('true_false') ? '判断题' : ''].filter(Boolean).join('、');
  const how = [
    ...(one ? [`${one}只选一项`] : []),
    ...(types.has('multiple') ? [SCHEMES[scoringScheme]] : []),
    '答案填在最后的答题卡上，写在题目旁边的不算',
  ];
  return [`考试说明：${how.join('；')}。`];
}
