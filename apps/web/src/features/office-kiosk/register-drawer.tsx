import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Form, Input, Select } from 'antd';
import { api } from '../../shared/api/client.js';
import type { ExamSession, KioskPairing, Page } from '../../shared/api/types.js';
import { FormDrawer } from '../office-kit/form-drawer.js';
import { kitText } from '../office-kit/kit-text.js';
import { useOffice } from '../office-kit/office-scope.js';
import { OrganisationPicker } from '../office-kit/pickers.js';
import { registerKiosk, type NewKiosk } from './api.js';
import { kioskText as t } from './text.js';

interface RegisterDrawerProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onRegistered: (pairing: KioskPairing) => void;
}

/** One more shared device: its name, its place, whose people, and perhaps one exam only. */
export function RegisterDrawer({ open, onClose, onRegistered }: RegisterDrawerProps) {
  const { home, organisationId } = useOffice();
  const client = useQueryClient();
  const exams = useBindableExams(open);
  const first = home?.id ?? organisationId;
  return (
    <FormDrawer<NewKiosk>
      open={open}
      onClose={onClose}
      title={t('add')}
      initial={first ? { organisationId: first } : {}}
      save={async (values) => {
        const place = values.place?.trim();
        onRegistered(
          await registerKiosk({
            organisationId: values.organisationId,
            name: values.name.trim(),
            ...(place ? { place } : {}),
            ...(values.examSessionId ? { examSessionId: values.examSessionId } : {}),
          }),
        );
        await client.invalidateQueries({ queryKey: ['office'] });
      }}
    >
      <Form.Item
        name="name"
        label={t('name')}
        extra={t('name.hint')}
        rules={[{ required: true, whitespace: true, message: kitText('required') }]}
      >
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item name="place" label={t('place')}>
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="organisationId"
        label={t('organisation')}
        rules={[{ required: true, message: kitText('required') }]}
      >
        <OrganisationPicker allowAll={false} label={t('organisation')} />
      </Form.Item>
      <Form.Item name="examSessionId" label={t('exam')} extra={t('exam.hint')}>
        <Select
          allowClear
          loading={exams.isFetching}
          placeholder={t('exam.any')}
          options={(exams.data ?? []).map(({ id, title }) => ({ value: id, label: title }))}
        />
      </Form.Item>
    </FormDrawer>
  );
}

/** Published exams that are being held or are still to come. */
function useBindableExams(enabled: boolean) {
  return useQuery({
    queryKey: ['office', 'exams', 'bindable'],
    enabled,
    queryFn: async ({ signal }) => {
      const read = (phase: string) =>
        api.get<Page<ExamSession>>('/exam-sessions', { query: { phase, limit: 100 }, signal });
      const [open, upcoming] = await Promise.all([read('open'), read('upcoming')]);
      return [...open.items, ...upcoming.items];
    },
  });
}
