import { useQueryClient } from '@tanstack/react-query';
import { Button, Drawer, Tree } from 'antd';
import type { TreeDataNode } from 'antd';
import { useMemo, useState } from 'react';
import { countText } from '../../shared/time/points.js';
import { EmptyStart } from '../office-kit/empty-start.js';
import { RefusalNote } from '../office-kit/load-error.js';
import { QueryBlock } from '../office-kit/query-block.js';
import { countQuestions, moveKnowledgePoint } from './api.js';
import { useQuestionFacets } from './facets.js';
import { KnowledgeInput } from './knowledge-picker.js';
import { knowledgeTree, type KnowledgeNode } from './knowledge-tree.js';
import { questionText as t } from './text.js';

interface KnowledgeDialogProps {
  readonly open: boolean;
  readonly organisationId: string | null;
  readonly canWrite: boolean;
  readonly onFind: (point: string) => void;
  readonly onClose: () => void;
}

/** The bank's knowledge points as a tree: look at one's questions, rename it, or make it one with another. */
export function KnowledgeDialog({ open, organisationId, canWrite, onFind, onClose }: KnowledgeDialogProps) {
  const facets = useQuestionFacets(organisationId);
  const [chosen, setChosen] = useState<string | null>(null);
  const close = (): void => {
    setChosen(null);
    onClose();
  };
  return (
    <Drawer open={open} onClose={close} size={560} title={t('points.title')} destroyOnHidden>
      <div className="ok-stack">
        <p className="mut">{t('points.note')}</p>
        <QueryBlock query={facets}>
          {(data) =>
            data.knowledgePoints.length === 0 ? (
              <EmptyStart title={t('points.none')} />
            ) : (
              <PointTree facets={data.knowledgePoints} chosen={chosen} onChoose={setChosen} />
            )
          }
        </QueryBlock>
        {chosen ? (
          <ChosenPoint
            key={chosen}
            point={chosen}
            organisationId={organisationId}
            canWrite={canWrite}
            onFind={() => {
              onFind(chosen);
              close();
            }}
            onMoved={() => setChosen(null)}
          />
        ) : null}
      </div>
    </Drawer>
  );
}

/** Pixels. The tree takes what the rest of the drawer leaves it: head and note, and what is done with the chosen point. */
const BESIDES = 170;
const BESIDES_WITH_CHOSEN = 460;
const LEAST_HEIGHT = 240;

function PointTree({
  facets,
  chosen,
  onChoose,
}: {
  readonly facets: readonly { readonly value: string; readonly count: number }[];
  readonly chosen: string | null;
  readonly onChoose: (point: string | null) => void;
}) {
  const nodes = useMemo(() => knowledgeTree(facets).map(treeNode), [facets]);
  return (
    <Tree
      treeData={nodes}
      blockNode
      defaultExpandAll
      height={Math.max(LEAST_HEIGHT, window.innerHeight - (chosen ? BESIDES_WITH_CHOSEN : BESIDES))}
      selectedKeys={chosen ? [chosen] : []}
      onSelect={(keys) => onChoose((keys[0] as string | undefined) ?? null)}
    />
  );
}

const treeNode = ({ value, name, count, children }: KnowledgeNode): TreeDataNode => ({
  key: value,
  title: (
    <span className="oq-point">
      <span className="ok-grow">{name}</span>
      <span className="ok-dim">{countText(count)}</span>
    </span>
  ),
  children: children.map(treeNode),
});

function ChosenPoint({
  point,
  organisationId,
  canWrite,
  onFind,
  onMoved,
}: {
  readonly point: string;
  readonly organisationId: string | null;
  readonly canWrite: boolean;
  readonly onFind: () => void;
  readonly onMoved: () => void;
}) {
  const client = useQueryClient();
  const facets = useQuestionFacets(organisationId);
  const [to, setTo] = useState(point);
  const [own, setOwn] = useState<number | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const there = (facets.data?.knowledgePoints ?? [])
    .filter(({ value }) => value === to.trim() || value.startsWith(`${to.trim()}/`))
    .reduce((sum, { count }) => sum + count, 0);
  const changed = to.trim() !== '' && to.trim() !== point;
  /** First the number that will change is shown, then it is changed. */
  const go = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      if (own === null) {
        // Retired questions and drafts keep the tag too, so they move with it.
        setOwn(await countQuestions({ organisationId, knowledgePoint: point, source: 'own' }));
      } else {
        await moveKnowledgePoint(organisationId, { from: point, to: to.trim(), expected: own });
        await client.invalidateQueries({ queryKey: ['office', 'questions'] });
        onMoved();
      }
    } catch (refused) {
      setError(refused);
      setOwn(null);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="ok-card ok-pad ok-stack" aria-label={point}>
      <b className="oq-path">{point}</b>
      <div className="ok-actions">
        <Button onClick={onFind}>{t('points.find')}</Button>
      </div>
      {canWrite ? (
        <>
          <label className="ok-label">
            {t('points.to')}
            <KnowledgeInput
              organisationId={organisationId}
              value={to}
              onChange={(next) => {
                setTo(next);
                setOwn(null);
              }}
            />
            <span className="dim">{t('points.to.below')}</span>
          </label>
          {changed && there > 0 && !to.startsWith(`${point}/`) ? (
            <p className="ok-note ok-note-info">{t('points.merge', { to: to.trim(), n: countText(there) })}</p>
          ) : null}
          {own === 0 ? <p className="ok-note ok-note-info">{t('points.noneOwn')}</p> : null}
          <RefusalNote error={error} />
          <div className="ok-actions">
            <Button type="primary" disabled={!changed || own === 0} loading={busy} onClick={() => void go()}>
              {own ? t('points.ok', { n: countText(own) }) : t('points.rename')}
            </Button>
          </div>
        </>
      ) : null}
    </section>
  );
}
