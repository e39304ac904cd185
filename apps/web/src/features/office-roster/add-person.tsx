import { Form } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CreatePersonDto } from '../../shared/api/types.js';
import { today } from '../office-kit/civil-time.js';
import { FormDrawer } from '../office-kit/form-drawer.js';
import { kitText } from '../office-kit/kit-text.js';
import { useOffice } from '../office-kit/office-scope.js';
import { OrganisationPicker } from '../office-kit/pickers.js';
import { addPerson } from './api.js';
import { EmploymentField, IdentityFields, PlacementFields, RosterRoleField } from './person-fields.js';
import { rosterText as t } from './text.js';

/** Adds one person; for many there is the import. */
export function AddPerson({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { home, organisationId } = useOffice();
  const [chosen, setChosen] = useState<string | undefined>();
  const client = useQueryClient();
  const enterprise = chosen ?? organisationId;
  return (
    <FormDrawer<CreatePersonDto>
      open={open}
      onClose={onClose}
      title={t('add')}
      initial={{
        idType: 'resident_id',
        employmentType: 'regular',
        rosterRole: 'worker',
        startsOn: today(),
        postIds: [],
      }}
      save={async (values) => {
        await addPerson(values);
        await client.invalidateQueries({ queryKey: ['office'] });
      }}
    >
      {home ? null : (
        <Form.Item label={t('enterprise')} required>
          <OrganisationPicker
            allowAll={false}
            {...(enterprise ? { value: enterprise } : {})}
            onChange={setChosen}
            label={kitText('organisation')}
          />
        </Form.Item>
      )}
      <IdentityFields />
      <PlacementFields organisationId={enterprise} dateName="startsOn" dateLabel={t('starts')} />
      <EmploymentField />
      <RosterRoleField />
    </FormDrawer>
  );
}
