import { Form, Select } from 'antd';
import type { Role } from '../../shared/api/types.js';
import { kitText } from '../office-kit/kit-text.js';
import { useOffice } from '../office-kit/office-scope.js';
import { optionsOf, roleName, roles } from '../office-kit/options.js';
import { FieldPicker, OrganisationPicker, UnitPicker } from '../office-kit/pickers.js';
import { RegionPicker } from '../office-kit/region-picker.js';
import { scopeOf } from './grant-values.js';
import { accountText as t } from './text.js';

const required = [{ required: true, message: kitText('required') }];

/** Role and the scope it takes. */
export function GrantFields() {
  const { home } = useOffice();
  // Accounts of one organisation can only give roles of an organisation.
  const offered = home ? roles.filter((role) => scopeOf(role) === 'organisation') : roles;
  return (
    <>
      <Form.Item name="role" label={t('add.role')} rules={required}>
        <Select aria-label={t('add.role')} options={optionsOf(offered, roleName)} />
      </Form.Item>
      <Form.Item noStyle dependencies={['role']}>
        {({ getFieldValue }) => {
          const scope = scopeOf(getFieldValue('role') as Role | undefined);
          if (scope === 'all') return null;
          if (scope === 'organisation') {
            return (
              <Form.Item name="organisationId" label={t('scope.organisation')} rules={required}>
                {home ? (
                  <UnitPicker organisationId={home.id} label={t('scope.organisation')} />
                ) : (
                  <OrganisationPicker allowAll={false} label={t('scope.organisation')} />
                )}
              </Form.Item>
            );
          }
          return (
            <>
              <Form.Item name="regionCode" label={t('scope.region')} rules={required}>
                <RegionPicker label={t('scope.region')} />
              </Form.Item>
              <Form.Item name="field" label={t('scope.field')}>
                <FieldPicker label={t('scope.field')} />
              </Form.Item>
            </>
          );
        }}
      </Form.Item>
    </>
  );
}
