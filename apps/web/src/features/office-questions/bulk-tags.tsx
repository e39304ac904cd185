import { Checkbox, Input, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { QuestionTagChange } from '../../shared/api/types.js';
import { countText } from '../../shared/time/points.js';
import { kitText } from '../office-kit/kit-text.js';
import { RefusalNote } from '../office-kit/load-error.js';
import { optionsOf } from '../office-kit/options.js';
import { FieldPicker, PostsPicker } from '../office-kit/pickers.js';
import { KnowledgeInput } from './knowledge-picker.js';
import { bulkText } from './bulk-text.js';
import { questionText as t } from './text.js';

type Tag = 'category' | 'knowledgePoint' | 'difficulty' | 'field' | 'sourceClause' | 'criteriaClause';

interface BulkTagsProps {
  readonly open: boolean;
  readonly count: number;
  readonly organisationId: string;
  readonly onApply: (change: QuestionTagChange) => Promise<unknown>;
  readonly onClose: () => void;
}

/** Which tags to set on all chosen questions; what is ticked and left empty is cleared. */
export function BulkTags({ open, count, organisationId, onApply, onClose }: BulkTagsProps) {
  const [on, setOn] = useState<ReadonlySet<Tag>>(new Set());
  const [values, setValues] = useState<Partial<Record<Tag, string | number>>>({});
  const [posts, setPosts] = useState<{ add: string[]; remove: string[] }>({ add: [], remove: [] });
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const change = changeOf(on, values, posts);
  const close = (): void => {
    setOn(new Set());
    setValues({});
    setPosts({ add: [], remove: [] });
    setError(null);
    onClose();
  };
  const apply = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await onApply(change);
      close();
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  };
  const row = (tag: Tag, field: ReactNode): ReactNode => (
    <div className="oq-bulk-row">
      <Checkbox
        checked={on.has(tag)}
        onChange={(event) => {
          const next = new Set(on);
          if (event.target.checked) next.add(tag);
          else next.delete(tag);
          setOn(next);
        }}
      >
        {t(LABELS[tag])}
      </Checkbox>
      <div className="ok-grow">{field}</div>
    </div>
  );
  const set = (tag: Tag) => (value: string | number | null | undefined) => {
    setValues({ ...values, [tag]: value ?? undefined });
    setOn(new Set(on).add(tag));
  };
  return (
    <Modal
      open={open}
      title={bulkText('title', { n: countText(count) })}
      okText={bulkText('ok', { n: countText(count) })}
      cancelText={kitText('cancel')}
      okButtonProps={{ disabled: Object.keys(change).length === 0 }}
      confirmLoading={busy}
      onOk={() => void apply()}
      onCancel={close}
      width={620}
      destroyOnHidden
    >
      <div className="ok-stack">
        <p className="mut">{bulkText('note')}</p>
        {row(
          'category',
          <Select
            allowClear
            aria-label={t('category')}
            style={{ width: '100%' }}
            value={(values.category as string | undefined) ?? null}
            onChange={set('category')}
            options={optionsOf(['general', 'professional'] as const, (value) => kitText(`category.${value}`))}
          />,
        )}
        {row(
          'knowledgePoint',
          <KnowledgeInput
            organisationId={organisationId}
            value={(values.knowledgePoint as string | undefined) ?? ''}
            onChange={set('knowledgePoint')}
          />,
        )}
        {row(
          'difficulty',
          <InputNumber
            min={1}
            max={5}
            precision={0}
            aria-label={t('difficulty')}
            placeholder="1–5"
            value={(values.difficulty as number | undefined) ?? null}
            onChange={set('difficulty')}
          />,
        )}
        {row(
          'field',
          <FieldPicker
            placeholder={t('field')}
            {...(values.field ? { value: String(values.field) } : {})}
            onChange={set('field')}
          />,
        )}
        {(['sourceClause', 'criteriaClause'] as const).map((tag) => (
          <div key={tag}>
            {row(
              tag,
              <Input
                maxLength={500}
                aria-label={t(LABELS[tag])}
                value={values[tag] ?? ''}
                onChange={(event) => set(tag)(event.target.value)}
              />,
            )}
          </div>
        ))}
        {(['add', 'remove'] as const).map((way) => (
          <div className="oq-bulk-row" key={way}>
            <span className="oq-bulk-name">{bulkText(way === 'add' ? 'addPosts' : 'removePosts')}</span>
            <div className="ok-grow">
              <PostsPicker
                organisationId={organisationId}
                label={bulkText(way === 'add' ? 'addPosts' : 'removePosts')}
                value={posts[way]}
                onChange={(ids) => setPosts({ ...posts, [way]: ids ?? [] })}
              />
            </div>
          </div>
        ))}
        <RefusalNote error={error} />
      </div>
    </Modal>
  );
}

const LABELS = {
  category: 'category',
  knowledgePoint: 'point',
  difficulty: 'difficulty',
  field: 'field',
  sourceClause: 'source',
  criteriaClause: 'criteria',
} as const satisfies Readonly<Record<Tag, string>>;

function changeOf(
  on: ReadonlySet<Tag>,
  values: Partial<Record<Tag, string | number>>,
  posts: { readonly add: readonly string[]; readonly remove: readonly string[] },
): QuestionTagChange {
  const tags = Object.fromEntries([...on].map((tag) => [tag, values[tag] || null]));
  return {
    ...tags,
    ...(posts.add.length > 0 ? { addPostIds: [...posts.add] } : {}),
    ...(posts.remove.length > 0 ? { removePostIds: [...posts.remove] } : {}),
  };
}
