import { useQueryClient } from '@tanstack/react-query';
import { Checkbox, Form, Input, Select } from 'antd';
import type { Organisation, OrganisationKind } from '../../shared/api/types.js';
import { FormDrawer } from '../office-kit/form-drawer.js';
import { kitText } from '../office-kit/kit-text.js';
import { kindName, optionsOf } from '../office-kit/options.js';
import { FieldPicker } from '../office-kit/pickers.js';
import { RegionPicker } from '../office-kit/region-picker.js';
import { addOrganisation, changeOrganisation, readOrganisation } from './api.js';
import { creditCodeProblem } from './credit-code.js';
import { organisationText as t } from './text.js';

const kinds = ['enterprise', 'government', 'village'] as const;
const required = [{ required: true, message: kitText('required') }];

interface Values {
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly regionCode: string;
  readonly creditCode?: string;
  readonly industry?: string;
  readonly field?: string;
  readonly aboveScale?: boolean;
  readonly highRisk?: boolean;
}

const valuesOf = (one: Organisation): Values => ({
  name: one.name,
  kind: one.kind,
  regionCode: one.regionCode,
  ...(one.creditCode ? { creditCode: one.creditCode } : {}),
  ...(one.industry ? { industry: one.industry } : {}),
  ...(one.field ? { field: one.field } : {}),
  aboveScale: one.aboveScale,
  highRisk: one.highRisk,
});

interface OrganisationFormProps {
  readonly open: boolean;
  /** null for a new one. */
  readonly organisation: Organisation | null;
  readonly onClose: () => void;
}

/** An enterprise, a government unit or a village. */
export function OrganisationForm({ open, organisation, onClose }: OrganisationFormProps) {
  const client = useQueryClient();
  return (
    <FormDrawer<Values>
      open={open}
      onClose={onClose}
      title={t(organisation ? 'edit' : 'add')}
      initial={organisation ? valuesOf(organisation) : { kind: 'enterprise', aboveScale: false, highRisk: false }}
      {...(organisation
        ? {
            version: organisation.version,
            latest: () =>
              readOrganisation(organisation.id).then((now) => ({ version: now.version, values: valuesOf(now) })),
          }
        : {})}
      save={async ({ kind, creditCode, ...values }, version) => {
        const code = creditCode?.trim().toUpperCase();
        const body = { ...values, ...(code ? { creditCode: code } : {}) };
        await (organisation ? changeOrganisation(organisation.id, body, version) : addOrganisation({ ...body, kind }));
        await client.invalidateQueries({ queryKey: ['office'] });
      }}
    >
      <Form.Item
        name="name"
        label={t('name')}
        rules={[{ required: true, whitespace: true, message: kitText('required') }]}
      >
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="kind" label={t('kind')} rules={required}>
        <Select aria-label={t('kind')} options={optionsOf(kinds, kindName)} disabled={organisation !== null} />
      </Form.Item>
      <Form.Item name="regionCode" label={t('region')} rules={required}>
        <RegionPicker label={t('region')} />
      </Form.Item>
      <Form.Item
        name="creditCode"
        label={t('credit')}
        extra={t('credit.hint')}
        validateTrigger="onBlur"
        rules={[
          {
            validator: (_, code: string | undefined) => {
              const problem = code?.trim() ? creditCodeProblem(code) : null;
              return problem ? Promise.reject(new Error(t(problem))) : Promise.resolve();
            },
          },
        ]}
      >
        <Input maxLength={18} autoComplete="off" />
      </Form.Item>
      <Form.Item name="field" label={t('field')}>
        <FieldPicker label={t('field')} />
      </Form.Item>
      <Form.Item name="industry" label={t('industry')}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="aboveScale" valuePropName="checked">
        <Checkbox>{t('aboveScale')}</Checkbox>
      </Form.Item>
      <Form.Item name="highRisk" valuePropName="checked">
        <Checkbox>{t('highRisk')}</Checkbox>
      </Form.Item>
    </FormDrawer>
  );
}
