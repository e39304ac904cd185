import { Form, Input, InputNumber, Select } from 'antd';
import type { QuestionType } from '../../shared/api/types.js';
import { kitText } from '../office-kit/kit-text.js';
import { optionsOf, questionTypeName, questionTypes } from '../office-kit/options.js';
import { FieldPicker, PostsPicker } from '../office-kit/pickers.js';
import { KnowledgeInput } from './knowledge-picker.js';
import { OptionsEditor } from './options-editor.js';
import type { OptionsValue } from './options-editor.js';
import { PictureField } from './picture-field.js';
import { draftProblem } from './question-draft.js';
import type { DraftPicture } from './question-draft.js';
import { questionText as t } from './text.js';

interface FieldsProps {
  /** Whose bank the question stands in. */
  readonly organisationId: string | null;
}

interface ContentFieldsProps extends FieldsProps {
  /** Another type was chosen: the key is to be marked anew. */
  readonly onType: () => void;
}

/** What a candidate reads: stem, picture, options with their key, explanation. */
export function ContentFields({ onType, organisationId }: ContentFieldsProps) {
  return (
    <>
      <Form.Item name="type" label={t('type')} rules={[{ required: true }]}>
        <Select aria-label={t('type')} options={optionsOf(questionTypes, questionTypeName)} onChange={onType} />
      </Form.Item>
      <Form.Item
        name="stem"
        label={t('stem')}
        rules={[{ required: true, whitespace: true, message: kitText('required') }]}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={4000} />
      </Form.Item>
      <Form.Item
        name="picture"
        label={t('picture.of')}
        rules={[
          {
            validator: (_, picture?: DraftPicture) =>
              picture && !picture.alt.trim() ? Promise.reject(new Error(t('picture.alt'))) : Promise.resolve(),
          },
        ]}
      >
        <PictureField organisationId={organisationId} label={t('picture.of')} />
      </Form.Item>
      <ChoiceField organisationId={organisationId} />
      <Form.Item name="explanation" label={t('explanation')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={8000} />
      </Form.Item>
    </>
  );
}

/** The options of the type that is chosen, and which of them are right. */
function ChoiceField({ organisationId }: FieldsProps) {
  return (
    <Form.Item noStyle dependencies={['type']}>
      {({ getFieldValue }) => (
        <Form.Item
          name="choice"
          label={`${t('options')} · ${t('key')}`}
          rules={[
            {
              validator: (_, choice: OptionsValue) =>
                refusalOf(getFieldValue('type') as QuestionType, choice) ?? Promise.resolve(),
            },
          ]}
        >
          <OptionsEditor type={getFieldValue('type') as QuestionType} organisationId={organisationId} />
        </Form.Item>
      )}
    </Form.Item>
  );
}

function refusalOf(type: QuestionType, choice: OptionsValue): Promise<never> | null {
  const problem = draftProblem({ type, ...choice });
  if (!problem) return null;
  const text = problem.key === 'options.same' ? t(problem.key, { a: problem.a, b: problem.b }) : t(problem.key);
  return Promise.reject(new Error(text));
}

/** By what it is found, and drawn into papers. */
export function TagFields({ organisationId }: FieldsProps) {
  return (
    <>
      <Form.Item name="sourceClause" label={t('source')}>
        <Input maxLength={500} />
      </Form.Item>
      <Form.Item name="criteriaClause" label={t('criteria')} extra={t('criteria.hint')}>
        <Input maxLength={500} />
      </Form.Item>
      <Form.Item name="category" label={t('category')}>
        <Select
          allowClear
          aria-label={t('category')}
          options={optionsOf(['general', 'professional'] as const, (value) => kitText(`category.${value}`))}
        />
      </Form.Item>
      <Form.Item name="knowledgePoint" label={t('point')} extra={t('point.hint')}>
        <KnowledgeInput organisationId={organisationId} />
      </Form.Item>
      <Form.Item name="field" label={t('field')}>
        <FieldPicker placeholder={t('field')} />
      </Form.Item>
      <Form.Item name="difficulty" label={t('difficulty')} extra={t('difficulty.hint')}>
        <InputNumber min={1} max={5} precision={0} />
      </Form.Item>
      <Form.Item name="postIds" label={t('posts')}>
        <PostsPicker organisationId={organisationId} placeholder={t('posts.all')} label={t('posts')} />
      </Form.Item>
    </>
  );
}
