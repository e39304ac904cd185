import { Form, Input, Select } from 'antd';
import { DateInput } from '../office-kit/date-input.js';
import { kitText } from '../office-kit/kit-text.js';
import {
  employmentName,
  employmentTypes,
  idTypeName,
  idTypes,
  optionsOf,
  rosterRoleName,
  rosterRoles,
} from '../office-kit/options.js';
import { PostsPicker, UnitPicker } from '../office-kit/pickers.js';
import { rosterText as t } from './text.js';

const required = [{ required: true, message: kitText('required') }];

/** Name, document and phone. */
export function IdentityFields() {
  return (
    <>
      <Form.Item name="name" label={t('name')} rules={required}>
        <Input maxLength={50} autoComplete="off" />
      </Form.Item>
      <Form.Item name="idType" label={t('idType')} rules={required}>
        <Select aria-label={t('idType')} options={optionsOf(idTypes, idTypeName)} />
      </Form.Item>
      <Form.Item name="idNumber" label={t('idNumber')} rules={required}>
        <Input maxLength={30} autoComplete="off" />
      </Form.Item>
      <PhoneField />
    </>
  );
}

export function PhoneField() {
  return (
    <Form.Item name="phone" label={t('phone')}>
      <Input maxLength={20} inputMode="tel" autoComplete="off" />
    </Form.Item>
  );
}

/** Department and posts from a date on. */
export function PlacementFields({
  organisationId,
  dateName,
  dateLabel,
}: {
  readonly organisationId: string | null;
  readonly dateName: string;
  readonly dateLabel: string;
}) {
  return (
    <>
      <Form.Item name="unitId" label={t('unit')} rules={required}>
        <UnitPicker organisationId={organisationId} label={t('unit')} />
      </Form.Item>
      <Form.Item name="postIds" label={t('posts')}>
        <PostsPicker organisationId={organisationId} label={t('posts')} />
      </Form.Item>
      <Form.Item name={dateName} label={dateLabel} rules={required}>
        <DateInput />
      </Form.Item>
    </>
  );
}

export function EmploymentField() {
  return (
    <Form.Item name="employmentType" label={t('employment')} rules={required}>
      <Select aria-label={t('employment')} options={optionsOf(employmentTypes, employmentName)} />
    </Form.Item>
  );
}

export function RosterRoleField() {
  return (
    <Form.Item name="rosterRole" label={t('rosterRole')} rules={required}>
      <Select aria-label={t('rosterRole')} options={optionsOf(rosterRoles, rosterRoleName)} />
    </Form.Item>
  );
}
