import { useQueryClient } from '@tanstack/react-query';
import { Checkbox, Form } from 'antd';
import type { Category, QuestionDetail, QuestionType } from '../../shared/api/types.js';
import { FormDrawer } from '../office-kit/form-drawer.js';
import { useOffice } from '../office-kit/office-scope.js';
import { addQuestion, readQuestion, replaceQuestion } from './api.js';
import { useBank } from './bank.js';
import type { OptionsValue } from './options-editor.js';
import { toInput } from './question-draft.js';
import type { DraftPicture } from './question-draft.js';
import { ContentFields, TagFields } from './question-fields.js';
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
          <ContentFields
            organisationId={owner}
            onType={() => form.setFieldValue('choice', { ...form.getFieldValue('choice'), key: [] })}
          />
          <TagFields organisationId={owner} />
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
