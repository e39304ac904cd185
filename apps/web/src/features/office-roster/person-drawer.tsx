import { useQuery } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import type { PersonDetail } from '../../shared/api/types.js';
import { Status } from '../../shared/ui/index.js';
import { useOffice } from '../office-kit/office-scope.js';
import { employmentName, idTypeName, rosterRoleName } from '../office-kit/options.js';
import { may } from '../office-kit/permissions.js';
import { QueryBlock } from '../office-kit/query-block.js';
import { readPerson } from './api.js';
import { PersonActions } from './person-actions.js';
import type { PersonAction } from './person-actions.js';
import { PersonHistory } from './person-history.js';
import { rosterText as t } from './text.js';

/** One person with his history and what can be done; the address names him. */
export function PersonDrawer({ id, onClose }: { readonly id: string | undefined; readonly onClose: () => void }) {
  const query = useQuery({
    queryKey: ['office', 'people', 'one', id],
    queryFn: ({ signal }) => readPerson(id ?? '', signal),
    enabled: Boolean(id),
  });
  return (
    <Drawer open={Boolean(id)} onClose={onClose} size={560} title={query.data?.name ?? t('person.title')}>
      <QueryBlock query={query}>{(person) => <PersonCard key={person.id} person={person} />}</QueryBlock>
    </Drawer>
  );
}

function PersonCard({ person }: { readonly person: PersonDetail }) {
  const { can } = useOffice();
  const [action, setAction] = useState<PersonAction | null>(null);
  const [shown, setShown] = useState<{ idNumber: string; phone: string | null } | null>(null);
  return (
    <div className="ok-stack">
      <div>
        {person.endsOn ? (
          <Status kind="exempt">{t('status.left')}</Status>
        ) : (
          <Status kind="pass">{t('status.active')}</Status>
        )}
      </div>
      <dl className="ok-facts">
        <dt>{t('enterprise')}</dt>
        <dd>{person.enterpriseName}</dd>
        <dt>{t('unit')}</dt>
        <dd>{person.unitPath || '—'}</dd>
        <dt>{t('posts')}</dt>
        <dd>{person.posts.map((post) => post.name).join('、') || '—'}</dd>
        <dt>{idTypeName(person.idType)}</dt>
        <dd>{shown?.idNumber ?? person.idNumberMasked}</dd>
        <dt>{t('phone')}</dt>
        <dd>{shown ? (shown.phone ?? '—') : (person.phoneMasked ?? '—')}</dd>
        <dt>{t('employment')}</dt>
        <dd>{employmentName(person.employmentType)}</dd>
        <dt>{t('rosterRole')}</dt>
        <dd>{rosterRoleName(person.rosterRole)}</dd>
        <dt>{t('starts')}</dt>
        <dd>{person.startsOn}</dd>
        <dt>{t('account')}</dt>
        <dd>{person.hasAccount ? t('account.yes') : t('account.no')}</dd>
      </dl>
      <div className="ok-actions">
        {can(may.writePeople) && !person.endsOn ? (
          <>
            <Button onClick={() => setAction('transfer')}>{t('transfer')}</Button>
            <Button onClick={() => setAction('edit')}>{t('person.edit')}</Button>
          </>
        ) : null}
        {can(may.writePeople) && person.endsOn ? (
          <Button type="primary" onClick={() => setAction('return')}>
            {t('return')}
          </Button>
        ) : null}
        {can(may.revealPeople) ? (
          <Button onClick={() => (shown ? setShown(null) : setAction('reveal'))}>
            {shown ? t('reveal.hide') : t('reveal')}
          </Button>
        ) : null}
        {can(may.writePeople) && !person.endsOn ? (
          <Button danger onClick={() => setAction('depart')}>
            {t('depart')}
          </Button>
        ) : null}
      </div>
      <PersonHistory employments={person.employments} />
      <PersonActions person={person} action={action} onClose={() => setAction(null)} onRevealed={setShown} />
    </div>
  );
}
