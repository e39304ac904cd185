import { useQueryClient } from '@tanstack/react-query';
import { AutoComplete, Form, Input, InputNumber, Select } from 'antd';
import type { Category, QuestionDetail, QuestionType } from '../../shared/api/types.js';
import { FormDrawer } from '../office-kit/form-drawer.js';
import { kitText } from '../office-kit/kit-text.js';
import { useOffice } from '../office-kit/office-scope.js';
import { optionsOf, questionTypeName, questionTypes } from '../office-kit/options.js';
import { PostsPicker } from '../office-kit/pickers.js';
import { addQuestion, readQuestion, replaceQuestion } from './api.js';
import { useQuestionFacets } from './facets.js';
import { OptionsEditor } from './options-editor.js';
import type { OptionsValue } from './options-editor.js';
import { draftProblem, toInput } from './question-draft.js';
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
  readonly postIds?: string[];
}

interface QuestionFormProps {
  readonly open: boolean;
  /** null for a new question; else its newest version is replaced by the next. */
  readonly question: QuestionDetail | null;
  readonly onClose: () => void;
}

/** Writes a new question, or the next version of one. */
export function QuestionForm({ open, question, onClose }: QuestionFormProps) {
  const { organisationId } = useOffice();
  const client = useQueryClient();
  const owner = question?.organisationId ?? organisationId;
  const facets = useQuestionFacets(owner);
  return (
    <FormDrawer<FormValues>
      open={open}
      onClose={onClose}
      size={640}
      title={t(question ? 'edit.title' : 'add.title')}
      initial={
        question ? valuesOf(question) : { type: 'single', choice: { options: ['', '', '', ''], key: [] }, postIds: [] }
      }
      {...(question
        ? {
            version: question.version,
            latest: () => readQuestion(question.id).then((now) => ({ version: now.version, values: valuesOf(now) })),
          }
        : {})}
      save={async (values, version) => {
        const input = toInput(
          {
            ...values,
            options: values.choice.options,
            key: values.choice.key,
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
            <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={2000} />
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
                <OptionsEditor type={getFieldValue('type') as QuestionType} />
              </Form.Item>
            )}
          </Form.Item>
          <Form.Item name="explanation" label={t('explanation')}>
            <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
          </Form.Item>
          <Form.Item name="sourceClause" label={t('source')}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="category" label={t('category')}>
            <Select
              allowClear
              aria-label={t('category')}
              options={optionsOf(['general', 'professional'] as const, (value) => kitText(`category.${value}`))}
            />
          </Form.Item>
          <Form.Item name="knowledgePoint" label={t('point')}>
            <AutoComplete
              showSearch={{ filterOption: true }}
              options={(facets.data?.knowledgePoints ?? []).map(({ value }) => ({ value }))}
            />
          </Form.Item>
          <Form.Item name="difficulty" label={t('difficulty')} extra={t('difficulty.hint')}>
            <InputNumber min={1} max={5} precision={0} />
          </Form.Item>
          <Form.Item name="postIds" label={t('posts')}>
            <PostsPicker organisationId={owner} placeholder={t('posts.all')} label={t('posts')} />
          </Form.Item>
        </>
      )}
    </FormDrawer>
  );
}

function valuesOf(question: QuestionDetail): FormValues {
  return {
    type: question.type,
    stem: question.stem,
    choice: {
      options: question.options.map((option) => option.text),
      key: question.options.flatMap((option, index) => (question.key.includes(option.label) ? [index] : [])),
    },
    explanation: question.explanation,
    postIds: question.posts.map((post) => post.id),
    ...(question.category ? { category: question.category } : {}),
    ...(question.knowledgePoint ? { knowledgePoint: question.knowledgePoint } : {}),
    ...(question.difficulty ? { difficulty: question.difficulty } : {}),
    ...(question.sourceClause ? { sourceClause: question.sourceClause } : {}),
  };
}
