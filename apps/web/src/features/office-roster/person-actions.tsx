import { Form, Input } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import type { EmploymentType, PersonDetail } from '../../shared/api/types.js';
import { AskDialog } from '../office-kit/ask-dialog.js';
import { today } from '../office-kit/civil-time.js';
import { DateInput } from '../office-kit/date-input.js';
import { FormDrawer } from '../office-kit/form-drawer.js';
import { kitText } from '../office-kit/kit-text.js';
import { changePerson, departPerson, readPerson, returnPerson, revealPerson, transferPerson } from './api.js';
import type { PersonChange, Placement } from './api.js';
import { EmploymentField, PhoneField, PlacementFields, RosterRoleField } from './person-fields.js';
import { rosterText as t } from './text.js';

export type PersonAction = 'edit' | 'transfer' | 'depart' | 'return' | 'reveal';

interface PersonActionsProps {
  readonly person: PersonDetail;
  readonly action: PersonAction | null;
  readonly onClose: () => void;
  readonly onRevealed: (found: { idNumber: string; phone: string | null }) => void;
}

/** The forms behind the buttons of a person. */
export function PersonActions({ person, action, onClose, onRevealed }: PersonActionsProps) {
  const client = useQueryClient();
  const done = (): Promise<void> => client.invalidateQueries({ queryKey: ['office'] });
  const placement = { unitId: person.unitId, postIds: person.posts.map((post) => post.id), on: today() };
  return (
    <>
      <FormDrawer<PersonChange>
        open={action === 'edit'}
        onClose={onClose}
        title={t('person.edit')}
        initial={{ name: person.name, rosterRole: person.rosterRole }}
        version={person.version}
        latest={async () => {
          const now = await readPerson(person.id);
          return { version: now.version, values: { name: now.name, rosterRole: now.rosterRole } };
        }}
        save={async (values, version) => {
          await changePerson(
            person.id,
            { name: values.name, rosterRole: values.rosterRole, ...(values.phone ? { phone: values.phone } : {}) },
            version,
          );
          await done();
        }}
      >
        <Form.Item name="name" label={t('name')} rules={[{ required: true, message: kitText('required') }]}>
          <Input maxLength={50} />
        </Form.Item>
        <PhoneField />
        <RosterRoleField />
      </FormDrawer>
      <FormDrawer<Placement>
        open={action === 'transfer'}
        onClose={onClose}
        title={`${t('transfer')} · ${person.name}`}
        note={<p className="ok-note ok-note-info">{t('transfer.note')}</p>}
        okText={t('transfer.ok')}
        initial={placement}
        save={async (values) => {
          await transferPerson(person.id, values);
          await done();
        }}
      >
        <PlacementFields organisationId={person.enterpriseId} dateName="on" dateLabel={t('transfer.on')} />
      </FormDrawer>
      <FormDrawer<{ on: string; reason: string }>
        open={action === 'depart'}
        onClose={onClose}
        title={t('depart.title', { name: person.name })}
        okText={t('depart.ok')}
        initial={{ on: today() }}
        save={async (values) => {
          await departPerson(person.id, values);
          await done();
        }}
      >
        <Form.Item name="on" label={t('depart.on')} rules={[{ required: true, message: kitText('required') }]}>
          <DateInput />
        </Form.Item>
        <Form.Item name="reason" label={t('depart.reason')} rules={[{ required: true, message: kitText('required') }]}>
          <Input maxLength={100} />
        </Form.Item>
      </FormDrawer>
      <FormDrawer<Placement & { employmentType: EmploymentType }>
        open={action === 'return'}
        onClose={onClose}
        title={t('return.title', { name: person.name })}
        okText={t('return.ok')}
        initial={{ ...placement, employmentType: person.employmentType }}
        save={async (values) => {
          await returnPerson(person.id, values);
          await done();
        }}
      >
        <PlacementFields organisationId={person.enterpriseId} dateName="on" dateLabel={t('transfer.on')} />
        <EmploymentField />
      </FormDrawer>
      <AskDialog
        open={action === 'reveal'}
        title={t('reveal.title', { name: person.name })}
        okText={t('reveal.ok')}
        askReason
        reasonLength={5}
        onClose={onClose}
        onConfirm={async (reason) => onRevealed(await revealPerson(person.id, reason))}
      >
        <p>{t('reveal.text')}</p>
      </AskDialog>
    </>
  );
}
