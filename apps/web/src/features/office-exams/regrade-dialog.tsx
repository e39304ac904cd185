import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Checkbox, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { RefusalNote } from '../office-kit/load-error.js';
import { kitText } from '../office-kit/kit-text.js';
import { RegradeEffect } from './regrade-effect.js';
import {
  previewRegrade,
  requestRegrade,
  type QuestionResult,
  type RegradePreview,
  type RegradeProposal,
} from './results-api.js';
import { resultsText as t } from './results-text.js';

interface RegradeDialogProps {
  readonly examId: string;
  readonly question: QuestionResult;
  readonly onClose: () => void;
}

type What = 'void' | 'key';
const POLICIES = ['full', 'drop'] as const;
const REACHES = ['session', 'all'] as const;
type Policy = (typeof POLICIES)[number];
type Reach = (typeof REACHES)[number];

/** Asks for a correction: what, how far, why; a dry run before anything is asked of the second person. */
export function RegradeDialog({ examId, question, onClose }: RegradeDialogProps) {
  const client = useQueryClient();
  const { message } = App.useApp();
  const before = question.options.filter((option) => option.right).map((option) => option.label);
  const [kind, setKind] = useState<What>('void');
  const [policy, setPolicy] = useState<Policy>('full');
  const [key, setKey] = useState<readonly string[]>(before);
  const [reach, setReach] = useState<Reach>('session');
  const [reason, setReason] = useState('');
  const [effect, setEffect] = useState<RegradePreview | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const body: RegradeProposal = {
    versionId: question.versionId,
    kind,
    reach,
    ...(kind === 'void' ? { policy } : { key: [...key] }),
  };
  const change =
    <T,>(set: (value: T) => void) =>
    (value: T): void => {
      // What was reckoned before is of something else.
      setEffect(null);
      set(value);
    };
  const run = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await work();
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  };
  const ask = (): Promise<void> =>
    run(async () => {
      await requestRegrade(examId, { ...body, reason: reason.trim() });
      await client.invalidateQueries({ queryKey: ['office', 'exams'] });
      void message.success(t('correct.asked'));
      onClose();
    });
  return (
    <Modal
      open
      width={720}
      title={t('correct.title')}
      onCancel={onClose}
      footer={[
        <Button key="no" onClick={onClose}>
          {kitText('cancel')}
        </Button>,
        <Button
          key="try"
          loading={busy}
          onClick={() => void run(async () => setEffect(await previewRegrade(examId, body)))}
        >
          {t('correct.preview')}
        </Button>,
        <Button
          key="ask"
          type="primary"
          loading={busy}
          disabled={!effect || reason.trim().length < 2}
          onClick={() => void ask()}
        >
          {t('correct.ask')}
        </Button>,
      ]}
    >
      <div className="ok-stack">
        <p className="oe-asked">{question.stem}</p>
        <Radio.Group value={kind} onChange={(event) => change(setKind)(event.target.value as What)}>
          <Radio.Button value="void">{t('correct.void')}</Radio.Button>
          <Radio.Button value="key">{t('correct.key')}</Radio.Button>
        </Radio.Group>
        {kind === 'void' ? (
          <PolicyChoice value={policy} onChange={change(setPolicy)} />
        ) : (
          <NewKey question={question} value={key} onChange={change(setKey)} />
        )}
        <ReachChoice value={reach} onChange={change(setReach)} />
        <label className="ok-label">
          {t('correct.reason')}
          <Input.TextArea value={reason} rows={2} maxLength={500} onChange={(event) => setReason(event.target.value)} />
        </label>
        {effect ? <RegradeEffect effect={effect} ofKey={kind === 'key'} /> : null}
        <RefusalNote error={error} />
        <p className="mut">{t('correct.two')}</p>
      </div>
    </Modal>
  );
}

interface ChoiceProps<T> {
  readonly value: T;
  readonly onChange: (value: T) => void;
}

function PolicyChoice({ value, onChange }: ChoiceProps<Policy>) {
  return (
    <fieldset className="oe-fieldset">
      <legend className="mut">{t('correct.policy')}</legend>
      <Radio.Group className="oe-choices" value={value} onChange={(event) => onChange(event.target.value as Policy)}>
        {POLICIES.map((one) => (
          <Radio key={one} value={one}>
            {t(`correct.policy.${one}`)}
            <small>{t(`correct.policy.${one}.note`)}</small>
          </Radio>
        ))}
      </Radio.Group>
    </fieldset>
  );
}

function ReachChoice({ value, onChange }: ChoiceProps<Reach>) {
  return (
    <fieldset className="oe-fieldset">
      <legend className="mut">{t('correct.reach')}</legend>
      <Radio.Group value={value} onChange={(event) => onChange(event.target.value as Reach)}>
        {REACHES.map((one) => (
          <Radio key={one} value={one}>
            {t(`correct.reach.${one}`)}
          </Radio>
        ))}
      </Radio.Group>
    </fieldset>
  );
}

interface NewKeyProps extends ChoiceProps<readonly string[]> {
  readonly question: QuestionResult;
}

function NewKey({ question, value, onChange }: NewKeyProps) {
  const options = question.options.map((option) => ({ value: option.label, label: `${option.label} ${option.text}` }));
  return (
    <fieldset className="oe-fieldset">
      <legend className="mut">{t('correct.newKey')}</legend>
      {question.type === 'multiple' ? (
        <Checkbox.Group className="oe-choices" options={options} value={[...value]} onChange={onChange} />
      ) : (
        <Radio.Group
          className="oe-choices"
          options={options}
          value={value[0]}
          onChange={(event) => onChange([String(event.target.value)])}
        />
      )}
      <small className="mut">{t('correct.newKey.note')}</small>
    </fieldset>
  );
}
