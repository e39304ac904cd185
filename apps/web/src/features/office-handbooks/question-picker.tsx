import { Button, Checkbox, Input, Modal } from 'antd';
import { useState } from 'react';
import type { Question } from '../../shared/api/types.js';
import { kitText } from '../office-kit/kit-text.js';
import { MoreButton } from '../office-kit/more-button.js';
import { LoadError } from '../office-kit/load-error.js';
import { questionTypeName } from '../office-kit/options.js';
import { usePagedList } from '../office-kit/paging.js';
import { useSettled } from '../office-kit/pickers.js';
import { handbookText as t } from './text.js';

type Linked = { readonly id: string; readonly stem: string };

interface QuestionPickerProps {
  readonly open: boolean;
  readonly title: string;
  readonly organisationId: string;
  readonly chosen: readonly Linked[];
  readonly onChoose: (questions: readonly Linked[]) => void;
  readonly onClose: () => void;
}

/** Chooses the questions that belong to a section. */
export function QuestionPicker(props: QuestionPickerProps) {
  return (
    <Modal
      open={props.open}
      title={t('linked.pick', { title: props.title || t('section.untitled') })}
      onCancel={props.onClose}
      footer={null}
      width={720}
      destroyOnHidden
    >
      <PickerBody {...props} />
    </Modal>
  );
}

function PickerBody({ organisationId, chosen, onChoose, onClose }: QuestionPickerProps) {
  const [picked, setPicked] = useState(chosen);
  const [q, setQ] = useState('');
  const list = usePagedList<Question>(
    'questions',
    '/questions',
    { organisationId, status: 'active', q: useSettled(q.trim()) },
    { limit: 20 },
  );
  const toggle = (question: Linked, on: boolean): void =>
    setPicked(
      on ? [...picked, { id: question.id, stem: question.stem }] : picked.filter((one) => one.id !== question.id),
    );
  return (
    <div className="ok-stack">
      <Input
        allowClear
        aria-label={t('linked.find')}
        placeholder={t('linked.find')}
        value={q}
        onChange={(event) => setQ(event.target.value)}
      />
      {list.error ? <LoadError error={list.error} retry={list.retry} /> : null}
      <ul className="oh-pick">
        {list.items.map((question) => (
          <li key={question.id}>
            <Checkbox
              checked={picked.some((one) => one.id === question.id)}
              onChange={(event) => toggle(question, event.target.checked)}
            >
              <span className="dim">{questionTypeName(question.type)}</span> {question.stem}
            </Checkbox>
          </li>
        ))}
      </ul>
      <MoreButton list={list} />
      <div className="ok-drawer-foot">
        <Button onClick={onClose}>{kitText('cancel')}</Button>
        <Button
          type="primary"
          onClick={() => {
            onChoose(picked);
            onClose();
          }}
        >
          {t('linked.ok', { n: picked.length })}
        </Button>
      </div>
    </div>
  );
}
