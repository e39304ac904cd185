import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Checkbox, Form, Input, InputNumber, Select } from 'antd';
import type { ExamSession, TrainingPlan } from '../../shared/api/types.js';
import { today } from '../office-kit/civil-time.js';
import { DateInput } from '../office-kit/date-input.js';
import { FormDrawer } from '../office-kit/form-drawer.js';
import { kitText } from '../office-kit/kit-text.js';
import { useOffice } from '../office-kit/office-scope.js';
import { optionsOf, rosterRoleName, rosterRoles } from '../office-kit/options.js';
import { readAll } from '../office-kit/references.js';
import { addPlan, readPlan, replacePlan } from './api.js';
import { AudienceField } from './audience-field.js';
import { inputOf, valuesOf } from './plan-values.js';
import type { PlanValues } from './plan-values.js';
import { planText as t } from './text.js';
import './plans.css';

const required = [{ required: true, message: kitText('required') }];

interface PlanFormProps {
  readonly open: boolean;
  readonly plan: TrainingPlan | null;
  readonly onClose: () => void;
}

/** A new plan, or a draft being changed. */
export function PlanForm({ open, plan, onClose }: PlanFormProps) {
  const { home, organisationId } = useOffice();
  const client = useQueryClient();
  const exams = useQuery({
    queryKey: ['office', 'exams', 'formal'],
    queryFn: ({ signal }) => readAll<ExamSession>('/exam-sessions', { purpose: 'formal' }, signal),
    enabled: open,
  });
  const year = today().slice(0, 4);
  const initial: Partial<PlanValues> = plan
    ? valuesOf(plan)
    : {
        period: year,
        startsOn: today(),
        dueOn: `${year}-12-31`,
        audience: [home ? { kind: 'organisation', id: home.id } : { kind: 'region' }],
        issue: true,
        validMonths: 12,
      };
  return (
    <FormDrawer<PlanValues>
      open={open}
      onClose={onClose}
      size={600}
      title={t(plan ? 'edit.title' : 'add')}
      initial={initial}
      {...(plan
        ? {
            version: plan.version,
            latest: () => readPlan(plan.id).then((now) => ({ version: now.version, values: valuesOf(now) })),
          }
        : {})}
      save={async (values, version) => {
        const input = inputOf(values, plan?.organisationId ?? organisationId);
        await (plan ? replacePlan(plan.id, input, version) : addPlan(input));
        await client.invalidateQueries({ queryKey: ['office'] });
      }}
    >
      <Form.Item
        name="title"
        label={t('name')}
        rules={[{ required: true, whitespace: true, message: kitText('required') }]}
      >
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="period" label={t('period')} rules={required}>
        <Input maxLength={20} />
      </Form.Item>
      <Form.Item name="startsOn" label={t('starts')} rules={required}>
        <DateInput />
      </Form.Item>
      <Form.Item name="dueOn" label={t('due')} rules={required}>
        <DateInput />
      </Form.Item>
      <Form.Item name="examSessionId" label={t('exam')} rules={required}>
        <Select
          aria-label={t('exam')}
          showSearch={{ optionFilterProp: 'label' }}
          loading={exams.isFetching}
          options={(exams.data ?? [])
            .filter((exam) => exam.status === 'published' || exam.id === plan?.requirement.examSessionId)
            .map((exam) => ({ value: exam.id, label: exam.title }))}
        />
      </Form.Item>
      <AudienceField organisationId={organisationId} />
      <Form.Item name="rosterRoles" label={t('roles')}>
        <Select mode="multiple" aria-label={t('roles')} options={optionsOf(rosterRoles, rosterRoleName)} />
      </Form.Item>
      <Form.Item name="issue" valuePropName="checked">
        <Checkbox>{t('certificate.issue')}</Checkbox>
      </Form.Item>
      <Form.Item noStyle dependencies={['issue']}>
        {({ getFieldValue }) =>
          getFieldValue('issue') ? (
            <>
              <Form.Item name="validMonths" label={t('certificate.months')}>
                <InputNumber min={1} max={240} precision={0} />
              </Form.Item>
              <Form.Item name="issuer" label={t('certificate.issuer')}>
                <Input maxLength={60} />
              </Form.Item>
            </>
          ) : null
        }
      </Form.Item>
    </FormDrawer>
  );
}
