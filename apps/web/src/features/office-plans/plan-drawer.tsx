import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Drawer, Form, Input } from 'antd';
import { useState } from 'react';
import type { TrainingPlan } from '../../shared/api/types.js';
import { shareText } from '../../shared/time/points.js';
import { Bar, Frac, Status } from '../../shared/ui/index.js';
import { AskDialog } from '../office-kit/ask-dialog.js';
import { DateInput } from '../office-kit/date-input.js';
import { FormDrawer } from '../office-kit/form-drawer.js';
import { kitText } from '../office-kit/kit-text.js';
import { LinkButton } from '../office-kit/link-button.js';
import { useOffice } from '../office-kit/office-scope.js';
import { rosterRoleName } from '../office-kit/options.js';
import { may } from '../office-kit/permissions.js';
import { PersonPicker } from '../office-kit/pickers.js';
import { QueryBlock } from '../office-kit/query-block.js';
import { activatePlan, closePlan, excusePerson, readPlan } from './api.js';
import type { Excusal } from './api.js';
import { Excusals } from './excusals.js';
import { PlanForm } from './plan-form.js';
import { planText as t } from './text.js';

/** One plan and what can be done with it. */
export function PlanDrawer({ id, onClose }: { readonly id: string | undefined; readonly onClose: () => void }) {
  const query = useQuery({
    queryKey: ['office', 'plans', 'one', id],
    queryFn: ({ signal }) => readPlan(id ?? '', signal),
    enabled: Boolean(id),
  });
  return (
    <Drawer open={Boolean(id)} onClose={onClose} size={560} title={query.data?.title ?? t('detail')}>
      <QueryBlock query={query}>{(plan) => <PlanCard key={plan.id} plan={plan} />}</QueryBlock>
    </Drawer>
  );
}

function PlanCard({ plan }: { readonly plan: TrainingPlan & { readonly own?: boolean } }) {
  const { can } = useOffice();
  const client = useQueryClient();
  const [open, setOpen] = useState<'edit' | 'activate' | 'excuse' | 'close' | null>(null);
  const refresh = (): Promise<void> => client.invalidateQueries({ queryKey: ['office'] });
  const close = (): void => setOpen(null);
  const months = plan.certificate.validMonths;
  // A plan of the county is read by its enterprises and changed by the county only.
  const mayWrite = can(may.writePlans) && plan.own !== false;
  return (
    <div className="ok-stack">
      <Status kind={plan.status === 'active' ? 'due' : 'none'}>{t(`status.${plan.status}`)}</Status>
      {plan.status === 'draft' ? null : (
        <div>
          <Frac n={plan.met} of={plan.due} size={30} />{' '}
          <span className="mut">{shareText(plan.met, plan.due) ?? '—'}</span>
          <Bar n={plan.met} of={plan.due} label={plan.title} />
        </div>
      )}
      <dl className="ok-facts">
        <dt>{t('organisation')}</dt>
        <dd>{plan.organisationName}</dd>
        <dt>{t('period')}</dt>
        <dd>{plan.period}</dd>
        <dt>{t('starts')}</dt>
        <dd>{plan.startsOn}</dd>
        <dt>{t('due')}</dt>
        <dd>{plan.dueOn}</dd>
        <dt>{t('exam')}</dt>
        <dd>{plan.examTitle}</dd>
        <dt>{t('roles')}</dt>
        <dd>{plan.rosterRoles?.map(rosterRoleName).join('、') || kitText('all')}</dd>
        <dt>{t('certificate')}</dt>
        <dd>
          {plan.certificate.issue
            ? months === null
              ? t('certificate.forever')
              : t('certificate.yes', { n: months })
            : t('certificate.no')}
        </dd>
      </dl>
      <div className="ok-actions">
        {plan.status === 'draft' && mayWrite ? (
          <Button type="primary" onClick={() => setOpen('activate')}>
            {t('activate')}
          </Button>
        ) : (
          <LinkButton to={`/office/coverage?planId=${plan.id}`} type="primary">
            {t('coverage')}
          </LinkButton>
        )}
        {mayWrite ? (
          <>
            {plan.status === 'draft' ? <Button onClick={() => setOpen('edit')}>{t('edit')}</Button> : null}
            {plan.status === 'active' ? <Button onClick={() => setOpen('excuse')}>{t('excuse')}</Button> : null}
            {plan.status === 'active' ? (
              <Button danger onClick={() => setOpen('close')}>
                {t('close')}
              </Button>
            ) : null}
          </>
        ) : null}
      </div>
      {plan.status === 'draft' ? null : <Excusals planId={plan.id} readOnly={!mayWrite} />}
      <AskDialog
        open={open === 'close'}
        title={t('close.title', { title: plan.title })}
        okText={t('close.ok')}
        danger
        onClose={close}
        onConfirm={() => closePlan(plan.id).then(refresh)}
      >
        <p>{t('close.text')}</p>
      </AskDialog>
      <PlanForm open={open === 'edit'} plan={plan} onClose={close} />
      <AskDialog
        open={open === 'activate'}
        title={t('activate.title', { title: plan.title })}
        okText={t('activate.ok')}
        onClose={close}
        onConfirm={() => activatePlan(plan.id).then(refresh)}
      >
        <p>{t('activate.text')}</p>
      </AskDialog>
      <FormDrawer<Excusal>
        open={open === 'excuse'}
        onClose={close}
        title={t('excuse.title')}
        note={<p className="ok-note ok-note-info">{t('excuse.text')}</p>}
        okText={t('excuse.ok')}
        initial={{}}
        save={async (values) => {
          await excusePerson(plan.id, values);
          await refresh();
        }}
      >
        <Form.Item
          name="personId"
          label={t('excuse.person')}
          rules={[{ required: true, message: kitText('required') }]}
        >
          <PersonPicker organisationId={undefined} label={t('excuse.person')} />
        </Form.Item>
        <Form.Item
          name="reason"
          label={t('excuse.reason')}
          rules={[{ required: true, whitespace: true, message: kitText('required') }]}
        >
          <Input.TextArea rows={3} maxLength={200} placeholder={kitText('reason.hint')} />
        </Form.Item>
        <Form.Item name="from" label={t('excuse.from')}>
          <DateInput />
        </Form.Item>
        <Form.Item name="until" label={t('excuse.until')}>
          <DateInput />
        </Form.Item>
      </FormDrawer>
    </div>
  );
}
