import { useQuery } from '@tanstack/react-query';
import { Form, Input, Select, Switch } from 'antd';
import { api } from '../../shared/api/client.js';
import type { ExamSession, Kiosk, KioskPairing, Page } from '../../shared/api/types.js';
import { FormDrawer } from '../office-kit/form-drawer.js';
import { kitText } from '../office-kit/kit-text.js';
import { useOffice } from '../office-kit/office-scope.js';
import { OrganisationPicker } from '../office-kit/pickers.js';
import { editKiosk, registerKiosk, type KioskValues } from './api.js';
import { kioskText as t } from './text.js';

interface KioskDrawerProps {
  /** The device to change; 'new': one more. */
  readonly kiosk: Kiosk | 'new' | null;
  readonly onClose: () => void;
  readonly onRegistered: (pairing: KioskPairing) => void;
  readonly onSaved: () => Promise<void>;
}

const valuesOf = (kiosk: Kiosk): KioskValues => ({
  organisationId: kiosk.organisationId,
  name: kiosk.name,
  place: kiosk.place ?? undefined,
  examSessionId: kiosk.examSessionId ?? undefined,
  badgeAlone: kiosk.badgeAlone,
});

/** A shared device: its name, its place, whose people, perhaps one exam only, and whether a badge is enough. */
export function KioskDrawer({ kiosk, onClose, onRegistered, onSaved }: KioskDrawerProps) {
  const { home, organisationId } = useOffice();
  const known = kiosk === null || kiosk === 'new' ? null : kiosk;
  const exams = useBindableExams(kiosk !== null, known);
  const first = home?.id ?? organisationId;
  return (
    <FormDrawer<KioskValues>
      open={kiosk !== null}
      onClose={onClose}
      title={known ? t('edit.title', { name: known.name }) : t('add')}
      initial={known ? valuesOf(known) : first ? { organisationId: first } : {}}
      {...(known ? { version: known.version } : {})}
      save={async (values, version) => {
        if (known) await editKiosk(known.id, version, values);
        else onRegistered(await registerKiosk(values));
        await onSaved();
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
        <OrganisationPicker allowAll={false} label={t('organisation')} disabled={known !== null} />
      </Form.Item>
      <Form.Item name="examSessionId" label={t('exam')} extra={t('exam.hint')}>
        <Select allowClear loading={exams.isFetching} placeholder={t('exam.any')} options={exams.data ?? []} />
      </Form.Item>
      <Form.Item name="badgeAlone" label={t('badge.allow')} extra={t('badge.hint')} valuePropName="checked">
        <Switch />
      </Form.Item>
    </FormDrawer>
  );
}

/** Published exams that are being held or are still to come, and the one that the device has. */
function useBindableExams(enabled: boolean, kiosk: Kiosk | null) {
  const { examSessionId: bound = null, examTitle = null } = kiosk ?? {};
  return useQuery({
    queryKey: ['office', 'exams', 'bindable', bound],
    enabled,
    queryFn: async ({ signal }) => {
      const read = (phase: string) =>
        api.get<Page<ExamSession>>('/exam-sessions', { query: { phase, limit: 100 }, signal });
      const [open, upcoming] = await Promise.all([read('open'), read('upcoming')]);
      const options = [...open.items, ...upcoming.items].map(({ id, title }) => ({ value: id, label: title }));
      const listed = bound === null || options.some(({ value }) => value === bound);
      return listed ? options : [{ value: bound, label: examTitle ?? '' }, ...options];
    },
  });
}
