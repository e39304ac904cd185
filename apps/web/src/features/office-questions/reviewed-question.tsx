import { useQuery } from '@tanstack/react-query';
import type { Question } from '../../shared/api/types.js';
import { dateTimeText } from '../../shared/time/format.js';
import { Chip } from '../../shared/ui/index.js';
import { kitText } from '../office-kit/kit-text.js';
import { questionTypeName } from '../office-kit/options.js';
import { readQuestion } from './api.js';
import { QuestionContent } from './question-content.js';
import { Differences } from './question-versions.js';
import { questionText as t } from './text.js';

/** What is to be decided about: the whole question, and against the version in use only what changed. */
export function ReviewedQuestion({ question }: { readonly question: Question }) {
  const detail = useQuery({
    queryKey: ['office', 'questions', 'one', question.id, question.organisationId],
    queryFn: ({ signal }) => readQuestion(question.id, question.organisationId, signal),
    enabled: question.inUseNo !== null,
  });
  const inUse = detail.data?.versions.find((version) => version.no === question.inUseNo);
  const tags = [
    question.category ? kitText(`category.${question.category}`) : null,
    question.knowledgePoint,
    question.difficulty ? `${t('difficulty')} ${question.difficulty}` : null,
    question.field?.name,
    question.sourceClause,
    question.criteriaClause,
    question.posts.map((post) => post.name).join('、') || t('posts.all'),
  ].filter((tag): tag is string => Boolean(tag));
  return (
    <>
      <p className="oq-version-head">
        <Chip tone="brand">
          {question.inUseNo === null ? t('queue.new') : t('version.no', { n: question.versionNo })}
        </Chip>
        <b>{questionTypeName(question.type)}</b>
        <span className="mut">
          {t('versions.by', { who: question.writtenBy, when: dateTimeText(question.updatedAt) })}
        </span>
      </p>
      <QuestionContent question={question} />
      <p className="mut">{tags.join(' · ')}</p>
      {inUse ? (
        <>
          <h2 className="ok-h2">{t('queue.changes')}</h2>
          <Differences before={inUse} after={question} />
        </>
      ) : null}
    </>
  );
}
