import { Input, InputNumber } from 'antd';
import { pointsText } from '../../shared/time/points.js';
import type { ExamDraft } from './exam-draft.js';
import { examText as t } from './text.js';

/** Name, total, number of questions, time, pass line and scoring at a glance. */
export function PaperTotals({
  draft,
  onChange,
  points,
  count,
  messages,
}: {
  readonly draft: ExamDraft;
  readonly onChange: (part: Partial<ExamDraft>) => void;
  readonly points: number;
  readonly count: number;
  readonly messages: ReadonlyMap<string, string>;
}) {
  return (
    <div className="ok-card oe-tot">
      <label className="oe-name">
        <span>{t('name')}</span>
        <Input
          aria-label={t('name')}
          value={draft.title}
          maxLength={100}
          placeholder={t('name.example')}
          status={messages.has('title') ? 'error' : ''}
          onChange={(event) => onChange({ title: event.target.value })}
        />
        {messages.has('title') ? <span className="ok-stop">{messages.get('title')}</span> : null}
      </label>
      <div>
        <span>{t('total')}</span>
        <b>
          {pointsText(points)}
          <small>{t('score')}</small>
        </b>
      </div>
      <div>
        <span>{t('count')}</span>
        <b>
          {count}
          <small>{t('questions')}</small>
        </b>
      </div>
      <div>
        <label>
          <span>{t('duration')}</span>
          <InputNumber
            className="oe-in"
            min={1}
            max={600}
            precision={0}
            aria-label={t('duration')}
            suffix={t('minutes')}
            style={{ width: 120 }}
            value={draft.durationMinutes}
            onChange={(value) => onChange({ durationMinutes: value ?? 60 })}
          />
        </label>
      </div>
      <div>
        <label>
          <span>{t('pass')}</span>
          <InputNumber
            min={0}
            max={Math.max(points, draft.passHundredths) / 100}
            aria-label={t('pass')}
            suffix={t('score')}
            style={{ width: 110 }}
            value={draft.passHundredths / 100}
            onChange={(value) => onChange({ passHundredths: Math.round((value ?? 0) * 100) })}
          />
        </label>
      </div>
      <div className="grow">
        <span>{t('scheme')}</span>
        <p>{t(`scheme.${draft.scoringScheme}`)}</p>
      </div>
    </div>
  );
}
