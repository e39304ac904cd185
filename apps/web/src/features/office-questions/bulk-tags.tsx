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
type TagValue = string | number;
type Values = Partial<Record<Tag, TagValue>>;

const LABELS = {
  category: 'category',
  knowledgePoint: 'point',
  difficulty: 'difficulty',
  field: 'field',
  sourceClause: 'source',
  criteriaClause: 'criteria',
} as const satisfies Readonly<Record<Tag, string>>;
const TAGS = Object.keys(LABELS) as Tag[];

interface PostChange {
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

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
  const [values, setValues] = useState<Values>({});
  const [posts, setPosts] = useState<PostChange>({ add: [], remove: [] });
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
  const tick = (tag: Tag, ticked: boolean): void => {
    const next = new Set(on);
    if (ticked) next.add(tag);
    else next.delete(tag);
    setOn(next);
  };
  const set = (tag: Tag, value: TagValue | null | undefined): void => {
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
        <TagRows on={on} values={values} organisationId={organisationId} onTick={tick} onSet={set} />
        <PostRows organisationId={organisationId} posts={posts} onChange={setPosts} />
        <RefusalNote error={error} />
      </div>
    </Modal>
  );
}

interface TagRowsProps {
  readonly on: ReadonlySet<Tag>;
  readonly values: Values;
  readonly organisationId: string;
  readonly onTick: (tag: Tag, ticked: boolean) => void;
  readonly onSet: (tag: Tag, value: TagValue | null | undefined) => void;
}

function TagRows({ on, values, organisationId, onTick, onSet }: TagRowsProps) {
  const fields: Readonly<Record<Tag, ReactNode>> = {
    category: (
      <Select
        allowClear
        aria-label={t('category')}
        style={{ width: '100%' }}
        value={(values.category as string | undefined) ?? null}
        onChange={(value) => onSet('category', value)}
        options={optionsOf(['general', 'professional'] as const, (value) => kitText(`category.${value}`))}
      />
    ),
    knowledgePoint: (
      <KnowledgeInput
        organisationId={organisationId}
        value={(values.knowledgePoint as string | undefined) ?? ''}
        onChange={(value) => onSet('knowledgePoint', value)}
      />
    ),
    difficulty: (
      <InputNumber
        min={1}
        max={5}
        precision={0}
        aria-label={t('difficulty')}
        placeholder="1–5"
        value={(values.difficulty as number | undefined) ?? null}
        onChange={(value) => onSet('difficulty', value)}
      />
    ),
    field: (
      <FieldPicker
        placeholder={t('field')}
        {...(values.field ? { value: String(values.field) } : {})}
        onChange={(value) => onSet('field', value)}
      />
    ),
    sourceClause: <ClauseInput tag="sourceClause" values={values} onSet={onSet} />,
    criteriaClause: <ClauseInput tag="criteriaClause" values={values} onSet={onSet} />,
  };
  return TAGS.map((tag) => (
    <div className="oq-bulk-row" key={tag}>
      <Checkbox checked={on.has(tag)} onChange={(event) => onTick(tag, event.target.checked)}>
        {t(LABELS[tag])}
      </Checkbox>
      <div className="ok-grow">{fields[tag]}</div>
    </div>
  ));
}

interface ClauseInputProps extends Pick<TagRowsProps, 'values' | 'onSet'> {
  readonly tag: 'sourceClause' | 'criteriaClause';
}

function ClauseInput({ tag, values, onSet }: ClauseInputProps) {
  return (
    <Input
      maxLength={500}
      aria-label={t(LABELS[tag])}
      value={values[tag] ?? ''}
      onChange={(event) => onSet(tag, event.target.value)}
    />
  );
}

interface PostRowsProps {
  readonly organisationId: string;
  readonly posts: PostChange;
  readonly onChange: (posts: PostChange) => void;
}

function PostRows({ organisationId, posts, onChange }: PostRowsProps) {
  return (['add', 'remove'] as const).map((way) => (
    <div className="oq-bulk-row" key={way}>
      <span className="oq-bulk-name">{bulkText(way === 'add' ? 'addPosts' : 'removePosts')}</span>
      <div className="ok-grow">
        <PostsPicker
          organisationId={organisationId}
          label={bulkText(way === 'add' ? 'addPosts' : 'removePosts')}
          value={[...posts[way]]}
          onChange={(ids) => onChange({ ...posts, [way]: ids ?? [] })}
        />
      </div>
    </div>
  ));
}

function changeOf(on: ReadonlySet<Tag>, values: Values, posts: PostChange): QuestionTagChange {
  const tags = Object.fromEntries([...on].map((tag) => [tag, values[tag] || null]));
  return {
    ...tags,
    ...(posts.add.length > 0 ? { addPostIds: [...posts.add] } : {}),
    ...(posts.remove.length > 0 ? { removePostIds: [...posts.remove] } : {}),
  };
}
