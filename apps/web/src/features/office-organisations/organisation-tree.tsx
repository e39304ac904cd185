import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Select, Table } from 'antd';
import type { TableProps } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { OrganisationKind, OrganisationNode } from '../../shared/api/types.js';
import { countText } from '../../shared/time/points.js';
import { AskDialog } from '../office-kit/ask-dialog.js';
import { FormDrawer } from '../office-kit/form-drawer.js';
import { kitText } from '../office-kit/kit-text.js';
import { useOffice } from '../office-kit/office-scope.js';
import { kindName, optionsOf, unitKinds } from '../office-kit/options.js';
import { may } from '../office-kit/permissions.js';
import { QueryBlock } from '../office-kit/query-block.js';
import { useOrganisationTree } from '../office-kit/references.js';
import { addOrganisation, changeOrganisation, readOrganisation } from './api.js';
import { organisationText as t } from './text.js';

type Doing = { readonly what: 'add' | 'rename' | 'close'; readonly node: OrganisationNode };

/** Departments, workshops and teams with add, rename and close. */
export function OrganisationTree({ id }: { readonly id: string }) {
  const { can } = useOffice();
  const tree = useOrganisationTree(id);
  const [doing, setDoing] = useState<Doing | null>(null);
  const mayWrite = can(may.writeOrganisations);
  const columns: TableProps<OrganisationNode>['columns'] = [
    { title: t('name'), dataIndex: 'name', render: (name: string) => <b>{name}</b> },
    { title: t('kind'), dataIndex: 'kind', width: 120, render: kindName },
    {
      title: t('headcount'),
      dataIndex: 'headcount',
      align: 'right',
      width: 110,
      render: (n: number, node) => (
        <Link
          className="ok-link"
          to={`/office/people?organisationId=${id}${node.id === id ? '' : `&unitId=${node.id}`}`}
        >
          {countText(n)} {kitText('unit.people')}
        </Link>
      ),
    },
    ...(mayWrite
      ? [
          {
            title: kitText('actions'),
            key: 'actions',
            width: 260,
            render: (_: unknown, node: OrganisationNode) => (
              <span className="ok-actions">
                <Button
                  size="small"
                  aria-label={t('unit.add.label', { name: node.name })}
                  onClick={() => setDoing({ what: 'add', node })}
                >
                  {t('unit.add')}
                </Button>
                {node.id === id ? null : (
                  <>
                    <Button
                      size="small"
                      aria-label={t('rename.label', { name: node.name })}
                      onClick={() => setDoing({ what: 'rename', node })}
                    >
                      {t('rename')}
                    </Button>
                    <Button
                      size="small"
                      type="text"
                      aria-label={t('close.label', { name: node.name })}
                      onClick={() => setDoing({ what: 'close', node })}
                    >
                      {t('close')}
                    </Button>
                  </>
                )}
              </span>
            ),
          },
        ]
      : []),
  ];
  return (
    <section className="ok-card ok-table" aria-label={t('units')}>
      <div className="ok-card-head">
        <h2>{t('units')}</h2>
      </div>
      <QueryBlock query={tree}>
        {(root) => (
          <Table<OrganisationNode>
            aria-label={t('units')}
            columns={columns}
            dataSource={[leafless(root)]}
            rowKey="id"
            pagination={false}
            expandable={{ defaultExpandAllRows: true }}
            scroll={{ x: 'max-content' }}
          />
        )}
      </QueryBlock>
      <UnitForms doing={doing} onClose={() => setDoing(null)} />
    </section>
  );
}

/** antd draws an expander for an empty list of children; a leaf has none. */
function leafless(node: OrganisationNode): OrganisationNode {
  const { children, ...rest } = node;
  return (children.length > 0 ? { ...rest, children: children.map(leafless) } : rest) as OrganisationNode;
}

function UnitForms({ doing, onClose }: { readonly doing: Doing | null; readonly onClose: () => void }) {
  const client = useQueryClient();
  const refresh = (): Promise<void> => client.invalidateQueries({ queryKey: ['office'] });
  const node = doing?.node;
  const name = node?.name ?? '';
  return (
    <>
      <FormDrawer<{ name: string; kind: OrganisationKind }>
        open={doing?.what === 'add'}
        onClose={onClose}
        title={t('unit.add.title', { name })}
        initial={{ kind: node?.kind === 'workshop' ? 'team' : 'department' }}
        save={async (values) => {
          await addOrganisation({ ...values, parentId: node?.id ?? '' });
          await refresh();
        }}
      >
        <Form.Item
          name="name"
          label={t('name')}
          rules={[{ required: true, whitespace: true, message: kitText('required') }]}
        >
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="kind" label={t('kind')} rules={[{ required: true }]}>
          <Select aria-label={t('kind')} options={optionsOf(unitKinds, kindName)} />
        </Form.Item>
      </FormDrawer>
      <FormDrawer<{ name: string }>
        open={doing?.what === 'rename'}
        onClose={onClose}
        title={t('rename.title', { name })}
        initial={{ name }}
        latest={async () => {
          const now = await readOrganisation(node?.id ?? '');
          return { version: now.version, values: { name: now.name } };
        }}
        save={async (values, version) => {
          const id = node?.id ?? '';
          await changeOrganisation(id, { name: values.name.trim() }, version ?? (await readOrganisation(id)).version);
          await refresh();
        }}
      >
        <Form.Item
          name="name"
          label={t('name')}
          rules={[{ required: true, whitespace: true, message: kitText('required') }]}
        >
          <Input maxLength={60} />
        </Form.Item>
      </FormDrawer>
      <AskDialog
        open={doing?.what === 'close'}
        title={t('close.title', { name })}
        okText={t('close.ok')}
        danger
        onClose={onClose}
        onConfirm={async () => {
          const now = await readOrganisation(node?.id ?? '');
          await changeOrganisation(now.id, { status: 'closed' }, now.version);
          await refresh();
        }}
      >
        <p>{t('close.text')}</p>
      </AskDialog>
    </>
  );
}
