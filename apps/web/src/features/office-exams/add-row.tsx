import { AutoComplete, Form, InputNumber, Modal, Select } from 'antd';
import type { Category } from '../../shared/api/types.js';
import { kitText } from '../office-kit/kit-text.js';
import { optionsOf } from '../office-kit/options.js';
import { PostPicker } from '../office-kit/pickers.js';
import { useFacets } from './facets.js';
import type { MatrixRow } from './blueprint-matrix.js';
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
  readonly postId?: string;
  readonly difficulty?: number;
}

/** Chooses where the questions of a new row come from. */
export function AddRow({ open, organisationId, onAdd, onClose }: AddRowProps) {
  const [form] = Form.useForm<RowValues>();
  const facets = useFacets(organisationId);
  const points = (facets.data?.knowledgePoints ?? []).map(({ value, count }) => ({
    value,
    label: `${value}（${count} ${t('questions')}）`,
  }));
  return (
    <Modal
      open={open}
      title={t('rows.add.title')}
      okText={t('rows.add')}
      cancelText={kitText('cancel')}
      onCancel={onClose}
      onOk={() => {
        onAdd({ ...form.getFieldsValue(), counts: { single: 0, multiple: 0, true_false: 0 } });
        form.resetFields();
        onClose();
      }}
      destroyOnHidden
    >
      <Form form={form} layout="vertical">
        <Form.Item name="category" label={t('rows.category')}>
          <Select
            allowClear
            aria-label={t('rows.category')}
            placeholder={t('rows.anyCategory')}
            options={optionsOf(['general', 'professional'] as const, (value) => kitText(`category.${value}`))}
          />
        </Form.Item>
        <Form.Item name="knowledgePoint" label={t('rows.point')}>
          <AutoComplete
            aria-label={t('rows.point')}
            placeholder={t('rows.any')}
            showSearch={{ filterOption: (typed, option) => String(option?.value ?? '').includes(typed) }}
            options={points}
            allowClear
          />
        </Form.Item>
        <Form.Item name="postId" label={t('rows.post')}>
          <PostPicker organisationId={organisationId} label={t('rows.post')} />
        </Form.Item>
        <Form.Item name="difficulty" label={t('rows.difficulty')}>
          <InputNumber min={1} max={5} precision={0} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
