import { Checkbox, InputNumber } from 'antd';
import { Pin } from 'lucide-react';
import { useId } from 'react';
import { StatusShape } from '../../shared/ui/index.js';
import type { BlueprintCheck } from './api.js';
import type { PaperRules } from './blueprint-matrix.js';
import { QuestionPicker } from './question-picker.js';
import { examText as t } from './text.js';

interface BlueprintRulesProps {
  readonly rules: PaperRules;
  readonly onChange: (rules: PaperRules) => void;
  readonly check: BlueprintCheck | undefined;
  readonly organisationId: string | null | undefined;
}

type Limit = 'lastAttemptMax' | 'neighbourMax';

/** What holds for the whole paper: criteria, repeats, and questions that must or must not come. */
export function BlueprintRules({ rules, onChange, check, organisationId }: BlueprintRulesProps) {
  const broken = (rule: string): boolean => check?.shortages.some((shortage) => shortage.rule === rule) ?? false;
  const setLimit = (limit: Limit, value: number | undefined): void => {
    const { [limit]: _before, ...others } = rules.overlap ?? {};
    const overlap = value === undefined ? others : { ...others, [limit]: value };
    const { overlap: _overlap, ...rest } = rules;
    onChange(Object.keys(overlap).length > 0 ? { ...rest, overlap } : rest);
  };
  const setCriteria = (value: number | undefined): void => {
    const { atLeastCriteria: _before, ...rest } = rules;
    onChange(value ? { ...rest, atLeastCriteria: value } : rest);
  };
  return (
    <section className="ok-card oe-rules" aria-label={t('rules.title')}>
      <RuleTile
        title={t('rules.criteria')}
        note={t('rules.criteria.note')}
        value={rules.atLeastCriteria || undefined}
        start={5}
        least={1}
        broken={broken('criteria')}
        checked={check !== undefined}
        onChange={setCriteria}
      />
      <RuleTile
        title={t('rules.neighbour')}
        note={t('rules.neighbour.note')}
        value={rules.overlap?.neighbourMax}
        start={10}
        least={0}
        broken={broken('overlap')}
        checked={check !== undefined}
        onChange={(value) => setLimit('neighbourMax', value)}
      />
      <RuleTile
        title={t('rules.lastAttempt')}
        note={t('rules.lastAttempt.note')}
        value={rules.overlap?.lastAttemptMax}
        start={10}
        least={0}
        broken={broken('overlap')}
        checked={check !== undefined}
        onChange={(value) => setLimit('lastAttemptMax', value)}
      />
      <div className="oe-rule">
        <Pin size={18} aria-hidden className="oe-pin" />
        <div className="grow">
          <b>{t('rules.pinned', { required: rules.required?.length ?? 0, excluded: rules.excluded?.length ?? 0 })}</b>
          <QuestionPicker
            organisationId={organisationId}
            label={t('rules.required')}
            placeholder={t('rules.required.find')}
            value={rules.required ?? []}
            onChange={(required) => onChange({ ...rules, required })}
          />
          <QuestionPicker
            organisationId={organisationId}
            label={t('rules.excluded')}
            placeholder={t('rules.excluded.find')}
            value={rules.excluded ?? []}
            onChange={(excluded) => onChange({ ...rules, excluded })}
          />
        </div>
      </div>
    </section>
  );
}

interface RuleTileProps {
  readonly title: string;
  readonly note: string;
  readonly value: number | undefined;
  /** The number to begin with when the rule is switched on. */
  readonly start: number;
  readonly least: number;
  readonly broken: boolean;
  readonly checked: boolean;
  readonly onChange: (value: number | undefined) => void;
}

function RuleTile({ title, note, value, start, least, broken, checked, onChange }: RuleTileProps) {
  const id = useId();
  const on = value !== undefined;
  return (
    <div className={on && broken ? 'oe-rule oe-bad' : 'oe-rule'}>
      <Checkbox
        id={`${id}-on`}
        checked={on}
        aria-labelledby={id}
        onChange={(event) => onChange(event.target.checked ? start : undefined)}
      />
      <div className="grow">
        <span className="row ok-gap">
          <label id={id} htmlFor={`${id}-on`}>
            <b>{title}</b>
          </label>
          {on ? (
            <span className="row ok-gap">
              <InputNumber
                min={least}
                max={200}
                precision={0}
                size="small"
                aria-labelledby={id}
                value={value}
                onChange={(next) => onChange(next ?? least)}
              />
              <span>{t('questions')}</span>
              {checked ? <StatusShape kind={broken ? 'stop' : 'pass'} size={16} /> : null}
            </span>
          ) : null}
        </span>
        <p className="mut">{note}</p>
      </div>
    </div>
  );
}
