import { Button } from 'antd';
import { useState } from 'react';
import type { QuestionDetail } from '../../shared/api/types.js';
import { AskDialog } from '../office-kit/ask-dialog.js';
import { RefusalNote } from '../office-kit/load-error.js';
import { useOffice } from '../office-kit/office-scope.js';
import { may } from '../office-kit/permissions.js';
import {
  adoptQuestion,
  changeQuestions,
  decideOrigin,
  reinstateQuestion,
  requestReview,
  retireQuestion,
} from './api.js';
import { useBank } from './bank.js';
import { QuestionForm } from './question-form.js';
import { questionText as t } from './text.js';

interface QuestionActionsProps {
  readonly question: QuestionDetail;
  readonly onChanged: () => Promise<void>;
  readonly onOpen: (id: string) => void;
}

/** What can be done with a question from here: with an own one everything, with a shared one to take it over or leave it out. */
export function QuestionActions({ question, onChanged, onOpen }: QuestionActionsProps) {
  const { can, organisationId } = useOffice();
  const [error, setError] = useState<unknown>(null);
  const run = (deed: Promise<unknown>): void => {
    setError(null);
    void deed.then(onChanged, setError);
  };
  if (!can(may.writeQuestions)) return null;
  return (
    <>
      {question.review === 'returned' && question.returnReason ? (
        <p className="ok-note ok-note-warn">{t('returned.why', { reason: question.returnReason })}</p>
      ) : null}
      {question.own ? (
        <OwnActions question={question} run={run} onChanged={onChanged} onOpen={onOpen} />
      ) : organisationId && organisationId !== question.organisationId ? (
        <SharedActions
          question={question}
          organisationId={organisationId}
          run={run}
          onAdopt={() =>
            run(
              adoptQuestion(question.id, organisationId).then((own) => {
                onOpen(own.id);
              }),
            )
          }
          onOpen={onOpen}
        />
      ) : null}
      <RefusalNote error={error} />
    </>
  );
}

interface OwnActionsProps extends QuestionActionsProps {
  readonly run: (deed: Promise<unknown>) => void;
}

function OwnActions({ question, run, onChanged, onOpen }: OwnActionsProps) {
  const [open, setOpen] = useState<'edit' | 'retire' | null>(null);
  const reviewed = useBank(question.organisationId).data?.reviewRequired ?? false;
  const { origin } = question;
  return (
    <>
      {origin ? (
        <div className="ok-note ok-note-info oq-origin">
          <p className="ok-grow">
            {t('origin.from', { who: origin.organisationName })}
            {origin.newer ? ` · ${t('origin.newer', { who: origin.organisationName })}` : ''}
          </p>
          <div className="ok-actions">
            <Button onClick={() => onOpen(origin.questionId)}>{t('origin.see')}</Button>
            {origin.newer ? (
              <>
                <Button type="primary" onClick={() => run(decideOrigin(question, 'take'))}>
                  {t('origin.take')}
                </Button>
                <Button onClick={() => run(decideOrigin(question, 'keep'))}>{t('origin.keep')}</Button>
              </>
            ) : null}
          </div>
        </div>
      ) : null}
      <div className="ok-actions">
        <Button type="primary" onClick={() => setOpen('edit')}>
          {t('edit')}
        </Button>
        {question.review === 'draft' || question.review === 'returned' ? (
          <Button onClick={() => run(requestReview(question.id))}>{t(reviewed ? 'send' : 'send.use')}</Button>
        ) : null}
        {question.status === 'active' ? (
          <Button danger onClick={() => setOpen('retire')}>
            {t('retire')}
          </Button>
        ) : (
          <Button onClick={() => run(reinstateQuestion(question.id))}>{t('reinstate')}</Button>
        )}
      </div>
      <QuestionForm open={open === 'edit'} question={question} onClose={() => setOpen(null)} />
      <AskDialog
        open={open === 'retire'}
        title={t('retire.title')}
        okText={t('retire.ok')}
        danger
        onClose={() => setOpen(null)}
        onConfirm={() => retireQuestion(question.id).then(onChanged)}
      >
        <p>{question.stem}</p>
        <p className="mut">{t('retire.text')}</p>
      </AskDialog>
    </>
  );
}

interface SharedActionsProps {
  readonly question: QuestionDetail;
  readonly organisationId: string;
  readonly run: (deed: Promise<unknown>) => void;
  readonly onAdopt: () => void;
  readonly onOpen: (id: string) => void;
}

function SharedActions({ question, organisationId, run, onAdopt, onOpen }: SharedActionsProps) {
  const { adoptedAs } = question;
  if (adoptedAs) {
    return (
      <>
        {question.adoptedInUse ? null : <p className="mut">{t('adopted.waits')}</p>}
        <div className="ok-actions">
          <Button onClick={() => onOpen(adoptedAs)}>{t('adopted.open')}</Button>
        </div>
      </>
    );
  }
  const hide = (hidden: boolean): void => run(changeQuestions(organisationId, { ids: [question.id] }, 1, { hidden }));
  return (
    <>
      <p className="mut">{t('adopt.text')}</p>
      <div className="ok-actions">
        <Button type="primary" disabled={question.inUseNo === null} onClick={onAdopt}>
          {t('adopt')}
        </Button>
        <Button onClick={() => hide(!question.hidden)}>{t(question.hidden ? 'show' : 'hide')}</Button>
      </div>
    </>
  );
}
