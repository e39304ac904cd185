import { Button, Form, Select } from 'antd';
import { Plus, X } from 'lucide-react';
import { kitText } from '../office-kit/kit-text.js';
import { optionsOf } from '../office-kit/options.js';
import { OrganisationPicker, PostPicker, UnitPicker } from '../office-kit/pickers.js';
import { RegionPicker } from '../office-kit/region-picker.js';
import { planText as t } from './text.js';

const kinds = ['organisation', 'region', 'post'] as const;

/** Who the plan is for: any number of regions, organisations and posts. */
export function AudienceField({ organisationId }: { readonly organisationId: string | null }) {
  return (
    <Form.Item label={t('audience')} required>
      <Form.List name="audience">
        {(fields, { add, remove }) => (
          <>
            {fields.map((field) => (
              <div key={field.key} className="op-aud">
                <Form.Item name={[field.name, 'kind']} noStyle>
                  <Select
                    aria-label={t('audience.kind')}
                    options={optionsOf(kinds, (value) => t(`audience.${value}`))}
                  />
                </Form.Item>
                <div className="grow">
                  <Form.Item noStyle dependencies={[['audience', field.name, 'kind']]}>
                    {({ getFieldValue }) => (
                      <Form.Item
                        name={[field.name, 'id']}
                        rules={[{ required: true, message: kitText('required') }]}
                        style={{ marginBottom: 0 }}
                      >
                        <AudiencePick
                          kind={getFieldValue(['audience', field.name, 'kind']) as (typeof kinds)[number]}
                          organisationId={organisationId}
                        />
                      </Form.Item>
                    )}
                  </Form.Item>
                </div>
                {fields.length > 1 ? (
                  <Button
                    type="text"
                    icon={<X size={16} aria-hidden />}
                    aria-label={t('audience.remove', { n: field.name + 1 })}
                    onClick={() => remove(field.name)}
                  />
                ) : null}
              </div>
            ))}
            <Button
              type="link"
              icon={<Plus size={16} aria-hidden />}
              onClick={() => add({ kind: organisationId ? 'organisation' : 'region' })}
            >
              {t('audience.add')}
            </Button>
          </>
        )}
      </Form.List>
    </Form.Item>
  );
}

interface AudiencePickProps {
  readonly kind: (typeof kinds)[number];
  readonly organisationId: string | null;
  readonly value?: string;
  readonly onChange?: (value: string | undefined) => void;
}

function AudiencePick({ kind, organisationId, ...rest }: AudiencePickProps) {
  const label = t('audience.which');
  if (kind === 'region') return <RegionPicker {...rest} label={label} />;
  if (kind === 'post') return <PostPicker {...rest} organisationId={organisationId} label={label} />;
  return organisationId ? (
    <UnitPicker {...rest} organisationId={organisationId} label={label} />
  ) : (
    <OrganisationPicker {...rest} allowAll={false} label={label} />
  );
}
