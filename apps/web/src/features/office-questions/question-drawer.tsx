import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import type { QuestionDetail } from '../../shared/api/types.js';
import { dateTimeText } from '../../shared/time/format.js';
import { Chip, Status, StatusShape } from '../../shared/ui/index.js';
import { AskDialog } from '../office-kit/ask-dialog.js';
import { kitText } from '../office-kit/kit-text.js';
import { RefusalNote } from '../office-kit/load-error.js';
import { useOffice } from '../office-kit/office-scope.js';
import { questionTypeName } from '../office-kit/options.js';
import { may } from '../office-kit/permissions.js';
import { QueryBlock } from '../office-kit/query-block.js';
import { readQuestion, reinstateQuestion, retireQuestion } from './api.js';
import { QuestionForm } from './question-form.js';
import { questionText as t } from './text.js';
import './questions.css';

/** One question, whole. */
export function QuestionDrawer({ id, onClose }: { readonly id: string | undefined; readonly onClose: () => void }) {
  const query = useQuery({
    queryKey: ['office', 'questions', 'one', id],
    queryFn: ({ signal }) => readQuestion(id ?? '', signal),
    enabled: Boolean(id),
  });
  const title = query.data
    ? `${questionTypeName(query.data.type)} · ${t('version.no', { n: query.data.versionNo })}`
    : t('title');
  return (
    <Drawer open={Boolean(id)} onClose={onClose} size={640} title={title}>
      <QueryBlock query={query}>{(question) => <QuestionCard key={question.id} question={question} />}</QueryBlock>
    </Drawer>
  );
}

function QuestionCard({ question }: { readonly question: QuestionDetail }) {
  const { can } = useOffice();
  const client = useQueryClient();
  const [open, setOpen] = useState<'edit' | 'retire' | null>(null);
  const [error, setError] = useState<unknown>(null);
  const refresh = (): Promise<void> => client.invalidateQueries({ queryKey: ['office', 'questions'] });
  const mine = can(may.writeQuestions) && question.own;
  return (
    <div className="ok-stack">
      <p className="oq-stem">{question.stem}</p>
      <ul className="oq-options">
        {question.options.map((option) => {
          const right = question.key.includes(option.label);
          return (
            <li key={option.label} className={right ? 'right' : ''}>
              <b>{option.label}</b>
              <span className="grow">{option.text}</span>
              {right ? (
                <>
                  <StatusShape kind="pass" size={18} />
                  <span className="sr-only">{t('key')}</span>
                </>
              ) : null}
            </li>
          );
        })}
      </ul>
      {question.explanation ? <p className="ok-note ok-note-info">{question.explanation}</p> : null}
      <dl className="ok-facts">
        <dt>{t('status')}</dt>
        <dd>
          <Status kind={question.status === 'active' ? 'pass' : 'exempt'}>{t(`status.${question.status}`)}</Status>
        </dd>
        <dt>{t('category')}</dt>
        <dd>{question.category ? kitText(`category.${question.category}`) : '—'}</dd>
        <dt>{t('point')}</dt>
        <dd>{question.knowledgePoint ?? '—'}</dd>
        <dt>{t('difficulty')}</dt>
        <dd>{question.difficulty ?? '—'}</dd>
        <dt>{t('source')}</dt>
        <dd>{question.sourceClause ?? '—'}</dd>
        <dt>{t('posts')}</dt>
        <dd>{question.posts.map((post) => post.name).join('、') || t('posts.all')}</dd>
        <dt>{t('own')}</dt>
        <dd>{question.organisationName}</dd>
      </dl>
      {mine ? (
        <div className="ok-actions">
          <Button type="primary" onClick={() => setOpen('edit')}>
            {t('edit')}
          </Button>
          {question.status === 'active' ? (
            <Button danger onClick={() => setOpen('retire')}>
              {t('retire')}
            </Button>
          ) : (
            <Button onClick={() => void reinstateQuestion(question.id).then(refresh, setError)}>
              {t('reinstate')}
            </Button>
          )}
        </div>
      ) : null}
      <RefusalNote error={error} />
      <h2 className="ok-h2">{t('sections')}</h2>
      {question.sections.length === 0 ? <p className="mut">{t('sections.none')}</p> : null}
      {question.sections.map((section) => (
        <p key={section.sectionId}>
          {section.handbookTitle} · {section.sectionTitle}
        </p>
      ))}
      <h2 className="ok-h2">{t('versions')}</h2>
      <ol className="oq-versions">
        {question.versions.map((version) => (
          <li key={version.no}>
            <details>
              <summary>
                <Chip>{t('version.no', { n: version.no })}</Chip>{' '}
                <span className="mut">
                  {t('versions.by', { who: version.createdBy, when: dateTimeText(version.createdAt) })}
                </span>
              </summary>
              <p>{version.stem}</p>
              {version.options.map((option) => (
                <p key={option.label} className="mut">
                  {option.label}. {option.text}
                </p>
              ))}
              <p>{t('key.is', { key: version.key.join('') })}</p>
            </details>
          </li>
        ))}
      </ol>
      <QuestionForm open={open === 'edit'} question={question} onClose={() => setOpen(null)} />
      <AskDialog
        open={open === 'retire'}
        title={t('retire.title')}
        okText={t('retire.ok')}
        danger
        onClose={() => setOpen(null)}
        onConfirm={() => retireQuestion(question.id).then(refresh)}
      >
        <p>{question.stem}</p>
        <p className="mut">{t('retire.text')}</p>
      </AskDialog>
    </div>
  );
}
