import { useQueryClient } from '@tanstack/react-query';
import { Checkbox, Form, Input, InputNumber, Select } from 'antd';
import type { Category, QuestionDetail, QuestionType } from '../../shared/api/types.js';
import { FormDrawer } from '../office-kit/form-drawer.js';
import { kitText } from '../office-kit/kit-text.js';
import { useOffice } from '../office-kit/office-scope.js';
import { optionsOf, questionTypeName, questionTypes } from '../office-kit/options.js';
import { FieldPicker, PostsPicker } from '../office-kit/pickers.js';
import { addQuestion, readQuestion, replaceQuestion } from './api.js';
import { useBank } from './bank.js';
import { KnowledgeInput } from './knowledge-picker.js';
import { PictureField } from './picture-field.js';
import { OptionsEditor } from './options-editor.js';
import type { OptionsValue } from './options-editor.js';
import { draftProblem, toInput } from './question-draft.js';
import type { DraftPicture } from './question-draft.js';
import { questionText as t } from './text.js';

interface FormValues {
  readonly type: QuestionType;
  readonly stem: string;
  readonly choice: OptionsValue;
  readonly explanation?: string;
  readonly category?: Category;
  readonly knowledgePoint?: string;
  readonly difficulty?: number;
  readonly sourceClause?: string;
  readonly criteriaClause?: string;
  readonly field?: string;
  readonly picture?: DraftPicture;
  readonly draft?: boolean;
  readonly postIds?: string[];
}

interface QuestionFormProps {
  readonly open: boolean;
  /** null for a new question; else its newest version is replaced by the next. */
  readonly question: QuestionDetail | null;
  /** What a new question starts with. */
  readonly preset?: Partial<FormValues>;
  readonly onClose: () => void;
}

/** Writes a new question, or the next version of one. */
export function QuestionForm({ open, question, preset, onClose }: QuestionFormProps) {
  const { organisationId } = useOffice();
  const client = useQueryClient();
  const owner = question?.organisationId ?? organisationId;
  const reviewed = useBank(open ? owner : null).data?.reviewRequired ?? false;
  return (
    <FormDrawer<FormValues>
      open={open}
      onClose={onClose}
      size={640}
      title={t(question ? 'edit.title' : 'add.title')}
      {...(reviewed
        ? {
            okText: t('save.review'),
            note: (
              <p className="ok-note ok-note-info oq-form-note">
                {t('save.reviewNote')}
                {question ? t('save.reviewNote.before') : null}
              </p>
            ),
          }
        : {})}
      initial={
        question
          ? valuesOf(question)
          : { type: 'single', choice: { options: ['', '', '', ''], key: [] }, postIds: [], ...preset }
      }
      {...(question
        ? {
            version: question.version,
            latest: () =>
              readQuestion(question.id, organisationId).then((now) => ({
                version: now.version,
                values: valuesOf(now),
              })),
          }
        : {})}
      save={async (values, version) => {
        const input = toInput(
          {
            ...values,
            options: values.choice.options,
            key: values.choice.key,
            pictures: values.choice.pictures,
            explanation: values.explanation ?? '',
            postIds: values.postIds ?? [],
          },
          [t('right'), t('wrong')],
          question ? undefined : organisationId,
        );
        await (question ? replaceQuestion(question.id, input, version) : addQuestion(input));
        await client.invalidateQueries({ queryKey: ['office', 'questions'] });
      }}
    >
      {(form) => (
        <>
          <Form.Item name="type" label={t('type')} rules={[{ required: true }]}>
            <Select
              aria-label={t('type')}
              options={optionsOf(questionTypes, questionTypeName)}
              onChange={() => form.setFieldValue('choice', { ...form.getFieldValue('choice'), key: [] })}
            />
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
            <PictureField organisationId={owner} label={t('picture.of')} />
          </Form.Item>
          <Form.Item noStyle dependencies={['type']}>
            {({ getFieldValue }) => (
              <Form.Item
                name="choice"
                label={`${t('options')} · ${t('key')}`}
                rules={[
                  {
                    validator: (_, choice: OptionsValue) => {
                      const problem = draftProblem({ type: getFieldValue('type') as QuestionType, ...choice });
                      if (!problem) return Promise.resolve();
                      return Promise.reject(
                        new Error(
                          problem.key === 'options.same'
                            ? t(problem.key, { a: problem.a, b: problem.b })
                            : t(problem.key),
                        ),
                      );
                    },
                  },
                ]}
              >
                <OptionsEditor type={getFieldValue('type') as QuestionType} organisationId={owner} />
              </Form.Item>
            )}
          </Form.Item>
          <Form.Item name="explanation" label={t('explanation')}>
            <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={8000} />
          </Form.Item>
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
            <KnowledgeInput organisationId={owner} />
          </Form.Item>
          <Form.Item name="field" label={t('field')}>
            <FieldPicker placeholder={t('field')} />
          </Form.Item>
          <Form.Item name="difficulty" label={t('difficulty')} extra={t('difficulty.hint')}>
            <InputNumber min={1} max={5} precision={0} />
          </Form.Item>
          <Form.Item name="postIds" label={t('posts')}>
            <PostsPicker organisationId={owner} placeholder={t('posts.all')} label={t('posts')} />
          </Form.Item>
          <Form.Item name="draft" valuePropName="checked" extra={t('draft.hint')}>
            <Checkbox>{t('draft')}</Checkbox>
          </Form.Item>
        </>
      )}
    </FormDrawer>
  );
}

function valuesOf(question: QuestionDetail): FormValues {
  const picture = question.images.find((image) => image.place === 'stem');
  return {
    type: question.type,
    stem: question.stem,
    choice: {
      options: question.options.map((option) => option.text),
      key: question.options.flatMap((option, index) => (question.key.includes(option.label) ? [index] : [])),
      pictures: question.options.map((option) => question.images.find((image) => image.place === option.label)),
    },
    draft: question.review === 'draft',
    explanation: question.explanation,
    postIds: question.posts.map((post) => post.id),
    ...(picture ? { picture } : {}),
    ...(question.criteriaClause ? { criteriaClause: question.criteriaClause } : {}),
    ...(question.field ? { field: question.field.code } : {}),
    ...(question.category ? { category: question.category } : {}),
    ...(question.knowledgePoint ? { knowledgePoint: question.knowledgePoint } : {}),
    ...(question.difficulty ? { difficulty: question.difficulty } : {}),
    ...(question.sourceClause ? { sourceClause: question.sourceClause } : {}),
  };
}
