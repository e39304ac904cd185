import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Download, Target } from 'lucide-react';
import { useState } from 'react';
import { api, saveBlob } from '../../../shared/api/client.js';
import type { QuestionGapCell, QuestionGaps } from '../../../shared/api/types.js';
import { countText } from '../../../shared/time/points.js';
import { toCsv } from '../../office-kit/csv.js';
import { EmptyStart } from '../../office-kit/empty-start.js';
import { FilterSelect } from '../../office-kit/filter-select.js';
import { OfficePage } from '../../office-kit/office-page.js';
import { useOffice } from '../../office-kit/office-scope.js';
import { questionTypeName } from '../../office-kit/options.js';
import { may } from '../../office-kit/permissions.js';
import { QueryBlock } from '../../office-kit/query-block.js';
import { OrganisationFilter, RequireOrganisation } from '../../office-kit/require-organisation.js';
import { useUrlFilters } from '../../office-kit/url-filters.js';
import { QuestionForm } from '../question-form.js';
import { questionText } from '../text.js';
import { examsText, GapTable, type GapPlace } from './gap-table.js';
import { TargetForm } from './target-form.js';
import { gapText as t } from './text.js';
import './gaps.css';

/** 缺题矩阵: posts by type, opened up into their knowledge points; from each gap to writing or importing for it. */
export function GapsPage() {
  return (
    <OfficePage
      crumbs={[{ title: questionText('title'), to: '/office/questions' }, { title: t('title') }]}
      title={t('title')}
      note={t('note')}
    >
      <RequireOrganisation>{(organisationId) => <Gaps organisationId={organisationId} />}</RequireOrganisation>
    </OfficePage>
  );
}

function Gaps({ organisationId }: { readonly organisationId: string }) {
  const { can } = useOffice();
  const [filters, change] = useUrlFilters(['general', 'only', 'post']);
  const [place, setPlace] = useState<GapPlace | null>(null);
  const [setting, setSetting] = useState(false);
  const general = filters.general === 'leave' ? 'leave' : 'count';
  const query = useQuery({
    queryKey: ['office', 'questions', 'gaps', organisationId, general],
    queryFn: ({ signal }) => api.get<QuestionGaps>('/question-gaps', { query: { organisationId, general }, signal }),
  });
  return (
    <QueryBlock query={query}>
      {(gaps) => {
        const shown = filters.only
          ? gaps.posts.filter((row) => missingOf(row.cells) + row.pointsMissing > 0)
          : gaps.posts;
        return (
          <section className="ok-card">
            <div className="ok-pad oq-gap-bar">
              <OrganisationFilter />
              <FilterSelect
                label={t('general')}
                value={general}
                onChange={(value) => change({ general: value === 'leave' ? value : undefined })}
                options={[
                  { value: 'count', label: t('general.count') },
                  { value: 'leave', label: t('general.leave') },
                ]}
              />
              <FilterSelect
                label={t('only')}
                value={filters.only}
                onChange={(only) => change({ only })}
                options={[{ value: 'yes', label: t('only.yes') }]}
              />
              <b className="oq-gap-sum" role="status">
                {sumText(gaps)}
              </b>
              {can(may.configureBank) ? (
                <Button icon={<Target size={16} aria-hidden />} onClick={() => setSetting(true)}>
                  {t('target')}
                </Button>
              ) : null}
              <Button icon={<Download size={16} aria-hidden />} onClick={() => exportRows(shown)}>
                {t('export')}
              </Button>
            </div>
            {gaps.posts.length === 0 ? (
              <EmptyStart title={t('none.posts')} text={t('none.posts.text')} />
            ) : shown.length === 0 ? (
              <EmptyStart title={t('none.short')} />
            ) : (
              <GapTable
                rows={shown}
                organisationId={organisationId}
                general={general}
                open={filters.post}
                onOpen={(post) => change({ post })}
                onWrite={setPlace}
              />
            )}
            <TargetForm
              open={setting}
              organisationId={organisationId}
              target={gaps.target}
              onClose={() => setSetting(false)}
            />
            <QuestionForm
              open={place !== null}
              question={null}
              {...(place ? { preset: presetOf(place) } : {})}
              onClose={() => setPlace(null)}
            />
          </section>
        );
      }}
    </QueryBlock>
  );
}

/** What is missing by type; where nothing is, by knowledge point. */
function sumText({ missing, posts }: QuestionGaps): string {
  if (missing > 0) return t('missing', { n: countText(missing) });
  const points = posts.reduce((sum, post) => sum + post.pointsMissing, 0);
  return points > 0 ? t('missing.points', { n: countText(points) }) : t('missing.none');
}

function missingOf(cells: readonly QuestionGapCell[]): number {
  return cells.reduce((sum, cell) => sum + cell.missing, 0);
}

function presetOf({ postId, type, point }: GapPlace) {
  return {
    type,
    postIds: [postId],
    category: 'professional' as const,
    ...(point ? { knowledgePoint: point } : {}),
    ...(type === 'true_false' ? { choice: { options: [], key: [] } } : {}),
  };
}

/** What is shown, a line per post and type. */
function exportRows(rows: QuestionGaps['posts']): void {
  const text = toCsv(
    [t('post'), t('type'), t('need'), t('have'), t('short'), t('from')],
    rows.flatMap((row) =>
      row.cells.map((cell) => [
        row.postName,
        questionTypeName(cell.type),
        cell.need,
        cell.have,
        cell.missing,
        cell.exams ? examsText(cell.exams) : t('target'),
      ]),
    ),
  );
  saveBlob(new Blob([text], { type: 'text/csv;charset=utf-8' }), t('export.name'));
}
