import { ArrowLeftRight, FileUp, Info, ListChecks, PenLine } from 'lucide-react';
import { Link } from 'react-router';
import { countText } from '../../shared/time/points.js';
import { Bar, Chip } from '../../shared/ui/index.js';
import { LoadError } from '../office-kit/load-error.js';
import { may } from '../office-kit/permissions.js';
import { useOffice } from '../office-kit/office-scope.js';
import type { BlueprintCheck, BlueprintShortage } from './api.js';
import { reviewWay } from './review-way.js';
import { tagsWanted } from './tags-wanted.js';
import type { Source } from './blueprint-matrix.js';
import type { QuestionType } from '../../shared/api/types.js';
import { examText as t } from './text.js';

interface CheckPanelProps {
  readonly check: BlueprintCheck | undefined;
  readonly error: unknown;
  readonly busy: boolean;
  readonly retry: () => void;
  /** Name of the strata, 「瓦斯防治 · 多选」. */
  readonly nameOf: (stratumIndexes: readonly number[]) => string;
  /** Where the questions of a stratum come from, for whoever goes to write them. */
  readonly wantedOf: (stratumIndex: number) => (Source & { readonly type: QuestionType }) | undefined;
  readonly onReduce: (stratumIndex: number, count: number) => void;
}

/** Says before publishing what the bank cannot meet, and the ways out. */
export function CheckPanel({ check, error, busy, retry, nameOf, wantedOf, onReduce }: CheckPanelProps) {
  return (
    <aside className="ok-card ok-pad" aria-label={t('check.title')}>
      <div className="row ok-gap">
        <h2 className="grow">{t('check.title')}</h2>
        {check ? (
          <Chip kind={check.feasible ? 'pass' : 'stop'}>
            {check.feasible ? t('check.fine') : t('check.places', { n: check.shortages.length })}
          </Chip>
        ) : null}
      </div>
      {error ? <LoadError error={error} retry={retry} /> : null}
      {!check && !error ? <p className="mut">{t(busy ? 'check.busy' : 'check.wait')}</p> : null}
      <div aria-live="polite">
        {check?.shortages.slice(0, SHOWN).map((shortage) => (
          <Lack key={shortage.message} shortage={shortage} nameOf={nameOf} wantedOf={wantedOf} onReduce={onReduce} />
        ))}
        {check && check.shortages.length > SHOWN ? (
          <p className="mut">{t('check.more', { n: check.shortages.length - SHOWN })}</p>
        ) : null}
      </div>
      <p className="oe-fine">
        <Info size={17} aria-hidden />
        <span>{t('check.fineprint')}</span>
      </p>
    </aside>
  );
}

/** Enough to begin with; the next ones come when these are mended. */
const SHOWN = 8;

interface LackProps {
  readonly shortage: BlueprintShortage;
  readonly nameOf: CheckPanelProps['nameOf'];
  readonly wantedOf: CheckPanelProps['wantedOf'];
  readonly onReduce: CheckPanelProps['onReduce'];
}

function Lack({ shortage, nameOf, wantedOf, onReduce }: LackProps) {
  const { rule, stratumIndexes, required, available, people } = shortage;
  const rows = rule === 'strata' || rule === 'overlap' ? nameOf(stratumIndexes) : '';
  const name = rule === 'strata' ? rows : [rows, t(`check.rule.${rule}`)].filter(Boolean).join(' · ');
  const missing = rule === 'posts' ? 0 : required - available;
  const reducible = rule === 'strata' && stratumIndexes.length === 1;
  return (
    <article className="oe-lack">
      <div className="row">
        <b className="grow">{name}</b>
        {missing > 0 ? (
          <span className="oe-ct">
            {t('check.lack')} <em>{missing}</em> {t('questions')}
          </span>
        ) : null}
      </div>
      <p>
        {rule === 'strata' && people === null ? t('check.text', { required, available }) : shortage.message}
        {people === null || rule === 'posts' ? null : ` ${t('check.people', { n: countText(people) })}`}
      </p>
      {missing > 0 ? <Bar n={available} of={required} tone="stop" label={name} /> : null}
      <ul>
        {rule === 'posts' ? (
          people !== null && (
            <li>
              <Link to="/office/people">{t('check.people.go')}</Link>
            </li>
          )
        ) : (
          <WaysToFill shortage={shortage} wanted={reducible ? wantedOf(stratumIndexes[0] ?? 0) : undefined} />
        )}
        {reducible ? (
          <li>
            <button type="button" onClick={() => onReduce(stratumIndexes[0] ?? 0, available)}>
              <ArrowLeftRight size={17} aria-hidden />
              {t('check.reduce', { n: available })}
            </button>
          </li>
        ) : null}
      </ul>
    </article>
  );
}

interface WaysToFillProps {
  readonly shortage: BlueprintShortage;
  readonly wanted: ReturnType<CheckPanelProps['wantedOf']>;
}

/** In a page of their own, with the tags given: the draft stays as it is, and is checked again when one comes back. */
function WaysToFill({ shortage, wanted }: WaysToFillProps) {
  const { can, organisationId } = useOffice();
  const tags = tagsWanted(organisationId, wanted);
  return (
    <>
      <ToReview shortage={shortage} tags={tags} />
      {can(may.importQuestions) ? (
        <li>
          <Link to={`/office/questions/import?${tags}`} target="_blank">
            <FileUp size={17} aria-hidden />
            {t('check.import')}
          </Link>
        </li>
      ) : null}
      {can(may.writeQuestions) ? (
        <li>
          <Link to={`/office/questions?write=new&${tags}`} target="_blank">
            <PenLine size={17} aria-hidden />
            {t('check.write')}
          </Link>
        </li>
      ) : null}
    </>
  );
}

/** The shortest way out: questions that are written already. Whoever may not review them hears whom they wait for. */
function ToReview({ shortage, tags }: { readonly shortage: BlueprintShortage; readonly tags: URLSearchParams }) {
  const { can } = useOffice();
  const way = reviewWay(shortage, can(may.reviewQuestions));
  if (!way) return null;
  if (way.kind === 'wait')
    return <li className="mut">{t(way.own ? 'check.waiting.own' : 'check.waiting', { n: countText(way.n) })}</li>;
  return (
    <li>
      <Link to={`/office/questions/review?${tags}`} target="_blank">
        <ListChecks size={17} aria-hidden />
        {t('check.review', { n: countText(way.n) })}
      </Link>
      <span className="mut">
        {way.left > 0 ? t('check.review.left', { n: countText(way.left) }) : t('check.review.full')}
      </span>
    </li>
  );
}
