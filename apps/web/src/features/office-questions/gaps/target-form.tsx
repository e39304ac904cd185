import { useQueryClient } from '@tanstack/react-query';
import { Form, InputNumber } from 'antd';
import { api } from '../../../shared/api/client.js';
import type { QuestionGapTarget, QuestionGaps } from '../../../shared/api/types.js';
import { tagOf } from '../../office-kit/etag.js';
import { FormDrawer } from '../../office-kit/form-drawer.js';
import { kitText } from '../../office-kit/kit-text.js';
import { gapText as t } from './text.js';

const FIELDS = ['single', 'multiple', 'trueFalse', 'perPoint'] as const;
type Numbers = Pick<QuestionGapTarget, (typeof FIELDS)[number]>;

interface TargetFormProps {
  readonly open: boolean;
  readonly organisationId: string;
  readonly target: QuestionGapTarget;
  readonly onClose: () => void;
}

/** How many questions the bank wants for each post. */
export function TargetForm({ open, organisationId, target, onClose }: TargetFormProps) {
  const client = useQueryClient();
  return (
    <FormDrawer<Numbers>
      open={open}
      title={t('target.title')}
      note={<p className="mut">{t('target.note')}</p>}
      initial={target}
      version={target.version}
      latest={() =>
        api
          .get<QuestionGaps>('/question-gaps', { query: { organisationId } })
          .then((now) => ({ version: now.target.version, values: now.target }))
      }
      save={async (values, version) => {
        const { single, multiple, trueFalse, perPoint } = values;
        await api.put('/question-gap-target', {
          body: { organisationId, single, multiple, trueFalse, perPoint },
          ifMatch: tagOf(version),
        });
        await client.invalidateQueries({ queryKey: ['office', 'questions', 'gaps'] });
      }}
      onClose={onClose}
    >
      {FIELDS.map((field) => (
        <Form.Item
          key={field}
          name={field}
          label={t(`target.${field}`)}
          rules={[{ required: true, message: kitText('required') }]}
        >
          <InputNumber min={0} max={1000} precision={0} />
        </Form.Item>
      ))}
    </FormDrawer>
  );
}
