import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Drawer, Input } from 'antd';
import { useState } from 'react';
import { api } from '../../shared/api/client.js';
import type { PostTemplate } from '../../shared/api/types.js';
import { Status } from '../../shared/ui/index.js';
import { RefusalNote } from '../office-kit/load-error.js';
import { QueryBlock } from '../office-kit/query-block.js';
import { readAll, useFields, usePosts } from '../office-kit/references.js';
import { postText as t } from './text.js';

interface AdoptPostsProps {
  readonly open: boolean;
  readonly organisationId: string;
  readonly onClose: () => void;
}

/** Takes posts over from the library. */
export function AdoptPosts({ open, organisationId, onClose }: AdoptPostsProps) {
  const library = useQuery({
    queryKey: ['office', 'post-templates'],
    queryFn: ({ signal }) => readAll<PostTemplate>('/post-templates', {}, signal),
    enabled: open,
  });
  return (
    <Drawer open={open} onClose={onClose} size={520} title={t('adopt.title')}>
      <div className="ok-stack">
        <p className="ok-note ok-note-info">{t('adopt.note')}</p>
        <QueryBlock query={library}>
          {(templates) => <TemplateList templates={templates} organisationId={organisationId} />}
        </QueryBlock>
      </div>
    </Drawer>
  );
}

function TemplateList({
  templates,
  organisationId,
}: {
  readonly templates: readonly PostTemplate[];
  readonly organisationId: string;
}) {
  const client = useQueryClient();
  const own = usePosts(organisationId);
  const fields = useFields();
  const [q, setQ] = useState('');
  const [busy, setBusy] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const have = new Set(own.data?.map((post) => post.name));
  const shown = templates.filter((template) => template.name.includes(q.trim()));
  const take = async (templateId: string): Promise<void> => {
    setBusy(templateId);
    setError(null);
    try {
      await api.post('/posts', { body: { organisationId, templateId } });
      await client.invalidateQueries({ queryKey: ['office'] });
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(null);
    }
  };
  return (
    <>
      <Input
        allowClear
        aria-label={t('adopt.find')}
        placeholder={t('adopt.find')}
        value={q}
        onChange={(event) => setQ(event.target.value)}
      />
      <RefusalNote error={error} />
      {shown.length === 0 ? <p className="mut">{t('adopt.none')}</p> : null}
      <table className="ok-plain" aria-label={t('adopt.title')}>
        <tbody>
          {shown.map((template) => (
            <tr key={template.id}>
              <td>
                <b>{template.name}</b>
                <span className="ok-sub">
                  {[fields.data?.find((field) => field.code === template.field)?.name, ...template.requiredCertificates]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </td>
              <td className="n">
                {have.has(template.name) ? (
                  <Status kind="pass">{t('adopt.have')}</Status>
                ) : (
                  <Button
                    size="small"
                    loading={busy === template.id}
                    onClick={() => void take(template.id)}
                    aria-label={`${t('adopt.take')} ${template.name}`}
                  >
                    {t('adopt.take')}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
