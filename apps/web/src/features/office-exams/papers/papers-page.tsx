import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { saveBlob } from '../../../shared/api/client.js';
import { AskDialog } from '../../office-kit/ask-dialog.js';
import { EmptyStart } from '../../office-kit/empty-start.js';
import { RefusalNote } from '../../office-kit/load-error.js';
import { OfficePage } from '../../office-kit/office-page.js';
import { useOffice } from '../../office-kit/office-scope.js';
import { may } from '../../office-kit/permissions.js';
import { QueryBlock } from '../../office-kit/query-block.js';
import { useExam } from '../../office-kit/exam-request.js';
import {
  cancelPaper,
  closePaper,
  papersKey,
  printPapers,
  readPapersFile,
  reprintPaper,
  useAllPapers,
  useNotStarted,
  type Printed,
  type PrintedPaper,
} from './api.js';
import { FindPaper } from './find-paper.js';
import { inPortions } from './in-portions.js';
import { PaperDeeds } from './paper-deeds.js';
import { PapersTable, type Withdrawal } from './papers-table.js';
import { papersText as t } from './text.js';

export interface Progress {
  readonly kind: 'print' | 'download';
  readonly done: number;
  readonly all: number;
}
type Asked = { readonly deed: Withdrawal; readonly paper: PrintedPaper } | { readonly deed: 'print' } | null;

const WITHDRAW = { reprint: reprintPaper, cancel: cancelPaper, close: closePaper } as const;

/** The printed papers of one exam: printing them, and what has been keyed in. */
export function PapersPage() {
  const { id = '' } = useParams();
  const { can } = useOffice();
  const client = useQueryClient();
  const exam = useExam(id);
  const papers = useAllPapers(id);
  const mayPrint = can(may.invigilate);
  const waiting = useNotStarted(id, mayPrint && exam.data?.status === 'published');
  const [progress, setProgress] = useState<Progress | null>(null);
  const [skipped, setSkipped] = useState<Printed['skipped']>([]);
  const [error, setError] = useState<unknown>(null);
  const [asked, setAsked] = useState<Asked>(null);
  const title = exam.data?.title ?? '';
  const people = waiting.data ?? [];
  const refresh = (): Promise<void> => client.invalidateQueries({ queryKey: papersKey(id) });

  const work = async <T,>(
    kind: Progress['kind'],
    all: readonly T[],
    deed: (portion: readonly T[]) => Promise<unknown>,
  ): Promise<void> => {
    setError(null);
    try {
      await inPortions(all, deed, (done) => setProgress({ kind, done, all: all.length }));
    } catch (refused) {
      setError(refused);
    } finally {
      setProgress(null);
      await refresh();
    }
  };
  const download = (list: readonly PrintedPaper[]): Promise<void> =>
    work('download', list, async (portion) => {
      const file = await readPapersFile(
        id,
        portion.map((paper) => paper.id),
      );
      saveBlob(file.blob, file.name ?? t('file', { title }));
    });
  const print = (): Promise<void> => {
    setSkipped([]);
    return work('print', people, async (portion) => {
      const done = await printPapers(
        id,
        portion.map((person) => person.personId),
      );
      setSkipped((before) => [...before, ...done.skipped]);
    });
  };

  const valid = (papers.data ?? []).filter((paper) => paper.status !== 'void');
  return (
    <OfficePage
      crumbs={[{ title: t('exams'), to: '/office/exams' }, { title, to: `/office/exams/${id}` }, { title: t('title') }]}
      title={t('title')}
      note={t('note')}
      actions={
        mayPrint ? (
          <PaperDeeds
            papers={valid.length}
            people={people.length}
            progress={progress}
            onDownload={() => void download(valid)}
            onPrint={() => setAsked({ deed: 'print' })}
          />
        ) : undefined
      }
    >
      <RefusalNote error={error} />
      {skipped.length > 0 ? (
        <div className="ok-note ok-note-info" role="status">
          <span>
            {t('print.skipped', { n: skipped.length })}
            {skipped.map((one) => `${one.name}（${one.because}）`).join('；')}
          </span>
        </div>
      ) : null}
      <section className="ok-card">
        <FindPaper />
        <QueryBlock query={papers}>
          {(found) =>
            found.length === 0 ? (
              <EmptyStart title={t('empty')} text={t('empty.text')} />
            ) : (
              <PapersTable
                papers={found}
                mayPrint={mayPrint}
                onFile={(paper) => void download([paper])}
                onAsk={(deed, paper) => setAsked({ deed, paper })}
              />
            )
          }
        </QueryBlock>
      </section>
      <AskDialog
        open={asked !== null}
        title={askTitle(asked, people.length)}
        okText={asked ? t(`${asked.deed}.ok`) : ''}
        danger={asked !== null && asked.deed !== 'print'}
        askReason={asked !== null && asked.deed !== 'print'}
        onClose={() => setAsked(null)}
        onConfirm={async (reason) => {
          if (!asked) return;
          if (asked.deed === 'print') void print();
          else {
            await WITHDRAW[asked.deed](asked.paper.number, reason);
            await refresh();
          }
        }}
      >
        <p>{asked ? t(`${asked.deed}.text`) : null}</p>
      </AskDialog>
    </OfficePage>
  );
}

function askTitle(asked: Asked, people: number): string {
  if (!asked) return '';
  if (asked.deed === 'print') return t('print.title', { n: people });
  const { number, name } = asked.paper;
  return t(`${asked.deed}.title`, { number, name });
}
