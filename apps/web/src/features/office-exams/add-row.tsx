import { AutoComplete, Checkbox, Form, Input, InputNumber, Modal, Select } from 'antd';
import type { Category } from '../../shared/api/types.js';
import { kitText } from '../office-kit/kit-text.js';
import { optionsOf } from '../office-kit/options.js';
import { PostPicker } from '../office-kit/pickers.js';
import { noCounts, sourceOf } from './blueprint-matrix.js';
import type { MatrixRow } from './blueprint-matrix.js';
import { pointsWithin, useFacets } from './facets.js';
import { examText as t } from './text.js';

interface AddRowProps {
  readonly open: boolean;
  readonly organisationId: string | null | undefined;
  readonly onAdd: (row: MatrixRow) => void;
  readonly onClose: () => void;
}

interface RowValues {
  readonly category?: Category;
  readonly knowledgePoint?: string;
  readonly post?: 'own' | 'named';
  readonly postId?: string;
  readonly difficulty?: number;
  readonly difficultyTo?: number;
  readonly criteria?: boolean;
  readonly criteriaClause?: string;
  readonly sourceClause?: string;
}

/** Chooses where the questions of a new row come from. */
export function AddRow({ open, organisationId, onAdd, onClose }: AddRowProps) {
  const [form] = Form.useForm<RowValues>();
  const facets = useFacets(organisationId);
  const post = Form.useWatch('post', form);
  const criteria = Form.useWatch('criteria', form);
  const points = pointsWithin(facets.data?.knowledgePoints ?? []).map(({ value, count }) => ({
    value,
    label: `${value}（${count} ${t('questions')}）`,
  }));
  const add = ({ post: kind, postId, ...values }: RowValues): void => {
    const owner = kind === 'own' ? { ownPost: true } : postId ? { postId } : {};
    const from = values.difficulty ?? (values.difficultyTo ? 1 : undefined);
    const range =
      from && values.difficultyTo && values.difficultyTo > from ? { difficultyTo: values.difficultyTo } : {};
    const { difficultyTo: _to, ...rest } = values;
    onAdd({ ...sourceOf({ ...rest, ...(from ? { difficulty: from } : {}), ...range, ...owner }), counts: noCounts });
    form.resetFields();
    onClose();
  };
  return (
    <Modal
      open={open}
      title={t('rows.add.title')}
      okText={t('rows.add')}
      cancelText={kitText('cancel')}
      onCancel={onClose}
      onOk={() => form.submit()}
      destroyOnHidden
    >
      <p className="mut oe-note">{t('rows.add.note')}</p>
      <Form form={form} layout="vertical" onFinish={add} initialValues={{ criteria: false }}>
        <Form.Item name="category" label={t('rows.category')}>
          <Select
            allowClear
            aria-label={t('rows.category')}
            placeholder={t('rows.anyCategory')}
            options={optionsOf(['general', 'professional'] as const, (value) => kitText(`category.${value}`))}
          />
        </Form.Item>
        <Form.Item name="knowledgePoint" label={t('rows.point')} extra={t('rows.point.below')}>
          <AutoComplete
            aria-label={t('rows.point')}
            placeholder={t('rows.any')}
            showSearch={{ filterOption: (typed, option) => String(option?.value ?? '').includes(typed) }}
            options={points}
            allowClear
          />
        </Form.Item>
        <Form.Item name="post" label={t('rows.post')} {...(post === 'own' ? { extra: t('rows.post.own.note') } : {})}>
          <Select
            allowClear
            aria-label={t('rows.post')}
            placeholder={t('rows.post.any')}
            options={optionsOf(['own', 'named'] as const, (value) => t(`rows.post.${value}`))}
          />
        </Form.Item>
        {post === 'named' ? (
          <Form.Item
            name="postId"
            label={t('rows.post.which')}
            rules={[{ required: true, message: t('rows.post.missing') }]}
          >
            <PostPicker organisationId={organisationId} label={t('rows.post.which')} />
          </Form.Item>
        ) : null}
        <Form.Item label={t('rows.difficulty')}>
          <div className="row ok-gap">
            <Form.Item name="difficulty" noStyle>
              <InputNumber min={1} max={5} precision={0} aria-label={t('rows.difficulty.from')} />
            </Form.Item>
            <span className="mut">{t('rows.difficulty.to')}</span>
            <Form.Item name="difficultyTo" noStyle>
              <InputNumber min={1} max={5} precision={0} aria-label={t('rows.difficulty.until')} />
            </Form.Item>
          </div>
        </Form.Item>
        <Form.Item name="criteria" valuePropName="checked" noStyle>
          <Checkbox>{t('rows.criteria')}</Checkbox>
        </Form.Item>
        {criteria ? (
          <Form.Item
            name="criteriaClause"
            label={t('rows.criteriaClause')}
            extra={t('rows.clause.note')}
            className="oe-gap"
          >
            <Input maxLength={200} placeholder={t('rows.criteriaClause.any')} />
          </Form.Item>
        ) : null}
        <Form.Item name="sourceClause" label={t('rows.sourceClause')} className="oe-gap">
          <Input maxLength={200} placeholder={t('rows.sourceClause.example')} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
