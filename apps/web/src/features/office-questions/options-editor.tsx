import { Button, Checkbox, Input, Radio } from 'antd';
import { Plus, X } from 'lucide-react';
import type { QuestionType } from '../../shared/api/types.js';
import { PictureField } from './picture-field.js';
import { labelOf } from './question-draft.js';
import type { DraftPicture } from './question-draft.js';
import { questionText as t } from './text.js';
import './questions.css';

export interface OptionsValue {
  readonly options: readonly string[];
  readonly key: readonly number[];
  /** By position. */
  readonly pictures?: readonly (DraftPicture | undefined)[];
}

interface OptionsEditorProps {
  readonly type: QuestionType;
  readonly value?: OptionsValue;
  readonly onChange?: (value: OptionsValue) => void;
  /** Whose pictures they are. */
  readonly organisationId: string | null | undefined;
}

const MOST = 8;

/** Options and key together, because a key means nothing without its options. */
export function OptionsEditor({
  type,
  value = { options: [], key: [] },
  onChange,
  organisationId,
}: OptionsEditorProps) {
  const pictures = value.pictures ?? [];
  const options = type === 'true_false' ? [t('right'), t('wrong')] : value.options;
  const single = type !== 'multiple';
  const mark = (index: number, on: boolean): void =>
    onChange?.({
      ...value,
      key: single
        ? [index]
        : on
          ? [...value.key, index].sort((a, b) => a - b)
          : value.key.filter((entry) => entry !== index),
    });
  const write = (index: number, text: string): void =>
    onChange?.({ ...value, options: value.options.map((old, at) => (at === index ? text : old)) });
  const show = (index: number, picture: DraftPicture | undefined): void =>
    onChange?.({ ...value, pictures: value.options.map((_, at) => (at === index ? picture : pictures[at])) });
  const remove = (index: number): void =>
    onChange?.({
      pictures: value.options.map((_, at) => pictures[at]).filter((_, at) => at !== index),
      options: value.options.filter((_, at) => at !== index),
      key: value.key.filter((entry) => entry !== index).map((entry) => (entry > index ? entry - 1 : entry)),
    });
  return (
    <div>
      <p className="dim">{t(single ? 'key.single' : 'key.multiple')}</p>
      <ul className="oq-edit">
        {options.map((text, index) => {
          const label = type === 'true_false' ? text : labelOf(index);
          const marked = value.key.includes(index);
          const aria = `${t('key')} ${label}`;
          return (
            <li key={index}>
              <span className="mark">
                {single ? (
                  <Radio checked={marked} onChange={() => mark(index, true)} aria-label={aria}>
                    {label}
                  </Radio>
                ) : (
                  <Checkbox checked={marked} onChange={(event) => mark(index, event.target.checked)} aria-label={aria}>
                    {label}
                  </Checkbox>
                )}
              </span>
              {type === 'true_false' ? null : (
                <>
                  <div className="ok-grow">
                    <Input.TextArea
                      autoSize={{ minRows: 1, maxRows: 4 }}
                      value={text}
                      aria-label={t('option.label', { label })}
                      onChange={(event) => write(index, event.target.value)}
                      maxLength={1000}
                    />
                    <PictureField
                      organisationId={organisationId}
                      label={t('option.label', { label })}
                      value={pictures[index]}
                      onChange={(picture) => show(index, picture)}
                    />
                  </div>
                  <Button
                    type="text"
                    icon={<X size={16} aria-hidden />}
                    aria-label={t('option.remove', { label })}
                    disabled={value.options.length <= 2}
                    onClick={() => remove(index)}
                  />
                </>
              )}
            </li>
          );
        })}
      </ul>
      {type !== 'true_false' && value.options.length < MOST ? (
        <Button
          type="link"
          icon={<Plus size={16} aria-hidden />}
          onClick={() => onChange?.({ ...value, options: [...value.options, ''] })}
        >
          {t('option.add')}
        </Button>
      ) : null}
    </div>
  );
}
