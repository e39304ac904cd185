import type { TableProps } from 'antd';
import type { Person } from '../../shared/api/types.js';
import { Status } from '../../shared/ui/index.js';
import { employmentName, rosterRoleName } from '../office-kit/options.js';
import { rosterText as t } from './text.js';

/** The roster's columns; the enterprise only where the account sees several. */
export function rosterColumns(withEnterprise: boolean): TableProps<Person>['columns'] {
  return [
    {
      title: t('name'),
      dataIndex: 'name',
      fixed: 'left',
      width: 104,
      render: (name: string) => <b className="nowrap">{name}</b>,
    },
    { title: t('idNumber'), dataIndex: 'idNumberMasked', width: 158, className: 'mut' },
    ...(withEnterprise ? [{ title: t('enterprise'), dataIndex: 'enterpriseName', width: 200, ellipsis: true }] : []),
    { title: t('unit'), dataIndex: 'unitPath', width: 152, render: (path: string) => path || '—' },
    {
      title: t('posts'),
      key: 'posts',
      width: 146,
      render: (_, row) => row.posts.map((post) => post.name).join('、') || '—',
    },
    { title: t('employment'), dataIndex: 'employmentType', width: 88, render: employmentName },
    { title: t('rosterRole'), dataIndex: 'rosterRole', width: 112, render: rosterRoleName },
    { title: t('phone'), dataIndex: 'phoneMasked', width: 118, render: (phone: string | null) => phone ?? '—' },
    { title: t('starts'), dataIndex: 'startsOn', width: 106 },
    {
      title: t('account'),
      dataIndex: 'hasAccount',
      width: 76,
      render: (has: boolean) => (has ? t('account.yes') : <span className="dim">{t('account.no')}</span>),
    },
    {
      title: t('status'),
      key: 'status',
      width: 88,
      render: (_, row) =>
        row.endsOn ? (
          <Status kind="exempt">{t('status.left')}</Status>
        ) : (
          <Status kind="pass">{t('status.active')}</Status>
        ),
    },
  ];
}
