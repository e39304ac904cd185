import { Checkbox, Input, InputNumber, Select } from 'antd';
import type { ExamSessionInput, ScoringScheme } from '../../shared/api/types.js';
import { InstantInput } from '../office-kit/date-input.js';
import { optionsOf } from '../office-kit/options.js';
import type { ExamDraft } from './exam-draft.js';
import { examText as t } from './text.js';

const schemes: readonly ScoringScheme[] = [
  'all-or-nothing',
  'half-if-incomplete',
  'half-per-right-option',
  'option-weights',
  'plus-minus-half',
];

interface SettingsPartProps {
  readonly draft: ExamDraft;
  readonly onChange: (change: Partial<ExamDraft>) => void;
}

interface ExamSettingsProps extends SettingsPartProps {
  readonly messages: ReadonlyMap<string, string>;
}

/** Window, attempts, scoring and what is shown afterwards. */
export function ExamSettings(props: ExamSettingsProps) {
  return (
    <section className="ok-card">
      <div className="ok-card-head">
        <h2>{t('settings')}</h2>
      </div>
      <div className="oe-set">
        <WhenSettings {...props} />
        <AttemptSettings {...props} />
        <ResultSettings {...props} />
        <ConductSettings {...props} />
        <SchemeSetting {...props} />
      </div>
    </section>
  );
}

/** What the server said of a field. */
function said(messages: ReadonlyMap<string, string>, field: keyof ExamSessionInput) {
  return messages.has(field) ? <span className="ok-stop">{messages.get(field)}</span> : null;
}

function WhenSettings({ draft, onChange, messages }: ExamSettingsProps) {
  return (
    <>
      <label className="ok-label">
        {t('purpose')}
        <Select
          aria-label={t('purpose')}
          value={draft.purpose}
          onChange={(purpose) => onChange({ purpose })}
          options={optionsOf(['formal', 'self_test'] as const, (value) => t(`purpose.${value}`))}
        />
      </label>
      <label className="ok-label">
        {t('opens')}
        <InstantInput label={t('opens')} value={draft.opensAt ?? ''} onChange={(opensAt) => onChange({ opensAt })} />
        {said(messages, 'opensAt') ?? (
          <span className="dim">{t(draft.purpose === 'formal' ? 'opens.formal' : 'opens.empty')}</span>
        )}
      </label>
      <label className="ok-label">
        {t('startMode')}
        <Select
          aria-label={t('startMode')}
          value={draft.startMode ?? 'individual'}
          onChange={(startMode) => onChange({ startMode })}
          options={optionsOf(['individual', 'together'] as const, (value) => t(`startMode.${value}`))}
        />
        {draft.startMode === 'together' ? <span className="dim">{t('startMode.together.note')}</span> : null}
      </label>
      {draft.startMode === 'together' ? null : (
        <label className="ok-label">
          {t('closes')}
          <InstantInput
            label={t('closes')}
            value={draft.closesAt ?? ''}
            onChange={(closesAt) => onChange({ closesAt })}
          />
          {said(messages, 'closesAt')}
        </label>
      )}
      <label className="ok-label">
        {t('lateEntry')}
        <InputNumber
          min={0}
          max={1440}
          precision={0}
          placeholder={t('lateEntry.none')}
          value={draft.lateEntryMinutes ?? null}
          onChange={(lateEntryMinutes) => onChange({ lateEntryMinutes })}
        />
        {said(messages, 'lateEntryMinutes')}
      </label>
    </>
  );
}

function AttemptSettings({ draft, onChange, messages }: ExamSettingsProps) {
  return (
    <>
      <div className="ok-label">
        <label htmlFor="exam-attempts">{t('attempts')}</label>
        <InputNumber
          id="exam-attempts"
          min={1}
          max={99}
          precision={0}
          disabled={draft.attemptsAllowed === null}
          value={draft.attemptsAllowed}
          onChange={(value) => onChange({ attemptsAllowed: value ?? 1 })}
        />
        <Checkbox
          checked={draft.attemptsAllowed === null}
          onChange={(event) => onChange({ attemptsAllowed: event.target.checked ? null : 2 })}
        >
          {t('attempts.unlimited')}
        </Checkbox>
      </div>
      <label className="ok-label">
        {t('coolDown')}
        <InputNumber
          min={0}
          max={100_000}
          precision={0}
          value={draft.coolDownMinutes}
          onChange={(value) => onChange({ coolDownMinutes: value ?? 0 })}
        />
      </label>
      <label className="ok-label">
        {t('resits')}
        <InputNumber
          min={0}
          max={10}
          precision={0}
          value={draft.resitsAllowed ?? 0}
          onChange={(resitsAllowed) => onChange({ resitsAllowed: resitsAllowed ?? 0 })}
        />
        {said(messages, 'resitsAllowed')}
      </label>
      <label className="ok-label">
        {t('accessCode')}
        <Input
          aria-label={t('accessCode')}
          value={draft.accessCode ?? ''}
          maxLength={12}
          autoComplete="off"
          status={messages.has('accessCode') ? 'error' : ''}
          onChange={(event) => onChange({ accessCode: event.target.value.trim() || null })}
        />
        {said(messages, 'accessCode') ?? <span className="dim">{t('accessCode.note')}</span>}
      </label>
    </>
  );
}

function ResultSettings({ draft, onChange }: SettingsPartProps) {
  return (
    <>
      <label className="ok-label">
        {t('disclosure')}
        <Select
          aria-label={t('disclosure')}
          value={draft.disclosure}
          onChange={(disclosure) => onChange({ disclosure })}
          options={optionsOf(['score', 'wrong_questions', 'everything'] as const, (value) => t(`disclosure.${value}`))}
        />
      </label>
      <label className="ok-label">
        {t('discloseAt')}
        <Select
          aria-label={t('discloseAt')}
          value={draft.discloseAt}
          onChange={(discloseAt) => onChange({ discloseAt })}
          options={optionsOf(['submission', 'close'] as const, (value) => t(`discloseAt.${value}`))}
        />
      </label>
    </>
  );
}

function ConductSettings({ draft, onChange }: SettingsPartProps) {
  return (
    <>
      <div className="ok-label">
        {t('shuffle')}
        <Checkbox
          checked={draft.shuffleQuestions}
          onChange={(event) => onChange({ shuffleQuestions: event.target.checked })}
        >
          {t('shuffleQuestions')}
        </Checkbox>
        <Checkbox
          checked={draft.shuffleOptions}
          onChange={(event) => onChange({ shuffleOptions: event.target.checked })}
        >
          {t('shuffleOptions')}
        </Checkbox>
      </div>
      <div className="ok-label">
        {t('conduct')}
        <Checkbox
          checked={draft.invigilated ?? false}
          onChange={(event) => onChange({ invigilated: event.target.checked })}
        >
          {t('invigilated')}
        </Checkbox>
        <Checkbox checked={draft.oneDevice ?? true} onChange={(event) => onChange({ oneDevice: event.target.checked })}>
          {t('oneDevice')}
        </Checkbox>
        {draft.purpose === 'formal' ? (
          <Checkbox
            checked={draft.packs !== 'off'}
            onChange={(event) => onChange({ packs: event.target.checked ? 'auto' : 'off' })}
          >
            {t('packs')}
          </Checkbox>
        ) : null}
      </div>
    </>
  );
}

function SchemeSetting({ draft, onChange }: SettingsPartProps) {
  return (
    <fieldset className="ok-label wide oe-fieldset">
      <legend>{t('scheme')}</legend>
      <div className="oe-scheme">
        {schemes.map((scheme) => (
          <label key={scheme}>
            <input
              type="radio"
              name="scheme"
              checked={draft.scoringScheme === scheme}
              onChange={() => onChange({ scoringScheme: scheme })}
            />
            <span>
              <b>{t(`scheme.${scheme}`)}</b>
              <span>{t(`scheme.${scheme}.text`)}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
