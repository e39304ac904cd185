import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { countText } from '../../shared/time/points.js';
import { AskDialog } from '../office-kit/ask-dialog.js';
import { QueryBlock } from '../office-kit/query-block.js';
import { RegradeEffect } from './regrade-effect.js';
import { whatText } from './regrade-text.js';
import { decideRegrade, useRegrade, type Regrade, type RegradePreview } from './results-api.js';
import { resultsText as t } from './results-text.js';

/** For the second person: what it would do now, and yes or no. For whoever asked: take it back. */
export function Decision({ regrade }: { readonly regrade: Regrade }) {
  const detail = useRegrade(regrade.id, false);
  const client = useQueryClient();
  const [asking, setAsking] = useState<'approval' | 'rejection' | 'withdrawal' | null>(null);
  const decide = (note: string): Promise<unknown> =>
    asking
      ? decideRegrade(regrade.id, asking, note).then(() => client.invalidateQueries({ queryKey: ['office', 'exams'] }))
      : Promise.resolve();
  const close = (): void => setAsking(null);
  const effect = detail.data?.preview ?? null;
  return (
    <div className="ok-stack">
      <QueryBlock query={detail}>
        {({ preview }) => (preview ? <RegradeEffect effect={preview} ofKey={regrade.kind === 'key'} /> : null)}
      </QueryBlock>
      {regrade.mine ? (
        <p className="ok-note ok-note-info">
          {t('list.mine')}{' '}
          <Button size="small" onClick={() => setAsking('withdrawal')}>
            {t('list.withdraw')}
          </Button>
        </p>
      ) : null}
      {regrade.mayNotBecause === 'regrade-beyond-you' ? (
        <p className="ok-note ok-note-info">{t('list.beyond')}</p>
      ) : null}
      {regrade.mayNotBecause === 'regrade-own-result' ? (
        <p className="ok-note ok-note-info">{t('list.own-result')}</p>
      ) : null}
      {regrade.mayDecide ? (
        <div className="row ok-gap">
          <Button type="primary" disabled={effect === null} onClick={() => setAsking('approval')}>
            {t('list.approve')}
          </Button>
          <Button onClick={() => setAsking('rejection')}>{t('list.reject')}</Button>
        </div>
      ) : null}
      <AskDialog
        open={asking === 'approval'}
        title={t('approve.title')}
        okText={t('approve.ok')}
        onClose={close}
        onConfirm={() => decide('')}
      >
        <WhatIsAsked regrade={regrade} effect={effect} />
        <p>{t('approve.text')}</p>
      </AskDialog>
      <AskDialog
        open={asking === 'rejection'}
        title={t('reject.title')}
        okText={t('reject.ok')}
        askReason
        reasonLabel={t('reject.label')}
        onClose={close}
        onConfirm={decide}
      >
        <WhatIsAsked regrade={regrade} effect={effect} />
      </AskDialog>
      <AskDialog
        open={asking === 'withdrawal'}
        title={t('withdraw.title')}
        okText={t('list.withdraw')}
        onClose={close}
        onConfirm={() => decide('')}
      >
        <WhatIsAsked regrade={regrade} effect={null} />
        <p>{t('withdraw.text')}</p>
      </AskDialog>
    </div>
  );
}

/** The correction once more where it is decided on: which question, what changes, for how many, who asked and why. */
function WhatIsAsked({ regrade, effect }: { readonly regrade: Regrade; readonly effect: RegradePreview | null }) {
  return (
    <dl className="ok-facts">
      <dt>{t('asked.question')}</dt>
      <dd className="ok-2" title={regrade.stem}>
        {regrade.stem}
      </dd>
      <dt>{t('asked.what')}</dt>
      <dd>
        <b>{whatText(regrade)}</b>
      </dd>
      {effect ? (
        <>
          <dt>{t('asked.effect')}</dt>
          <dd>{effectText(effect)}</dd>
        </>
      ) : null}
      <dt>{t('asked.by')}</dt>
      <dd>{regrade.requestedByName}</dd>
      <dt>{t('asked.why')}</dt>
      <dd>{regrade.reason}</dd>
    </dl>
  );
}

/** 「2 场考试里 31 份答卷考过这道题，18 份的成绩会变：变成合格 3 人，变成不合格 1 人。」 */
function effectText(effect: RegradePreview): string {
  const turned = [
    effect.newlyPassed.length > 0 ? t('effect.passed', { n: countText(effect.newlyPassed.length) }) : null,
    effect.newlyFailed.length > 0 ? t('effect.failed', { n: countText(effect.newlyFailed.length) }) : null,
  ].filter((part) => part !== null);
  const sum = t(effect.changed === 0 ? 'asked.none' : 'asked.sum', {
    sessions: countText(effect.sessions),
    attempts: countText(effect.attempts),
    n: countText(effect.changed),
  });
  return [sum, ...(turned.length > 0 ? [`${turned.join('，')}。`] : [])].join('');
}
