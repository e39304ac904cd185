import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { Status } from '../../shared/ui/index.js';
import { AskDialog } from '../office-kit/ask-dialog.js';
import { QueryBlock } from '../office-kit/query-block.js';
import { endExcusal, readExcusals } from './api.js';
import type { PlanExcusal } from './api.js';
import { planText as t } from './text.js';

/** The ledger of the denominator: who is not counted, why, by whom; nothing is ever deleted. */
export function Excusals({ planId, readOnly }: { readonly planId: string; readonly readOnly: boolean }) {
  const client = useQueryClient();
  const [ending, setEnding] = useState<PlanExcusal | null>(null);
  const query = useQuery({
    queryKey: ['office', 'plans', 'excusals', planId],
    queryFn: ({ signal }) => readExcusals(planId, signal),
  });
  return (
    <section aria-label={t('excusals')}>
      <h2 className="ok-h2">{t('excusals')}</h2>
      <QueryBlock query={query}>
        {(rows) =>
          rows.length === 0 ? (
            <p className="mut">{t('excusals.none')}</p>
          ) : (
            <ul className="op-ex">
              {rows.map((row) => (
                <li key={row.id}>
                  <div className="grow">
                    <b>{row.personName}</b> <span className="mut">{row.reason}</span>
                    <span className="ok-sub">
                      {t('excusals.span', {
                        from: row.from,
                        until: row.until ?? t('excusals.open'),
                        who: row.recordedBy,
                      })}
                    </span>
                  </div>
                  {row.inForce ? (
                    readOnly ? (
                      <Status kind="exempt">{t('excusals.inForce')}</Status>
                    ) : (
                      <Button
                        size="small"
                        aria-label={`${t('excusals.end')} ${row.personName}`}
                        onClick={() => setEnding(row)}
                      >
                        {t('excusals.end')}
                      </Button>
                    )
                  ) : (
                    <span className="dim">{t('excusals.over')}</span>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </QueryBlock>
      <AskDialog
        open={ending !== null}
        title={t('excusals.end.title', { name: ending?.personName ?? '' })}
        okText={t('excusals.end.ok')}
        onClose={() => setEnding(null)}
        onConfirm={() =>
          endExcusal(planId, ending?.id ?? '').then(() => client.invalidateQueries({ queryKey: ['office'] }))
        }
      >
        <p>{t('excusals.end.text')}</p>
      </AskDialog>
    </section>
  );
}
