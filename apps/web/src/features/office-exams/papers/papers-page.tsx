import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { saveBlob } from '../../../shared/api/client.js';
import { useMyInvigilations } from '../../../shared/api/requests/my-invigilations.js';
import { AskDialog } from '../../office-kit/ask-dialog.js';
import { EmptyStart } from '../../office-kit/empty-start.js';
import { RefusalNote } from '../../office-kit/load-error.js';
import { useExamCrumbs } from '../../office-kit/exam-crumbs.js';
import { OfficePage } from '../../office-kit/office-page.js';
import { useOffice } from '../../office-kit/office-scope.js';
import { may } from '../../office-kit/permissions.js';
import { QueryBlock } from '../../office-kit/query-block.js';
import { useExam } from '../../office-kit/exam-request.js';
import {
  cancelPaper,
  closePaper,
  collectPapers,
  jobsKey,
  papersKey,
  printPapers,
  readPapersFile,
  reprintPaper,
  useAllPapers,
  type Printed,
  type PrintedPaper,
} from './api.js';
import { ChoosePeople } from './choose-people.js';
import { FindPaper } from './find-paper.js';
import { inPortions } from './in-portions.js';
import { PaperDeeds } from './paper-deeds.js';
import { PaperFiles } from './paper-files.js';
import { PapersTable, type Withdrawal } from './papers-table.js';
import { papersText as t } from './text.js';
import './papers.css';

export interface Progress {
  readonly done: number;
  readonly all: number;
}
type Asked = { readonly deed: Withdrawal; readonly paper: PrintedPaper } | null;

const WITHDRAW = { reprint: reprintPaper, cancel: cancelPaper, close: closePaper } as const;

/** The printed papers of one exam: printing them, and what has been keyed in. */
export function PapersPage() {
  const { id = '' } = useParams();
  const { can } = useOffice();
  const client = useQueryClient();
  // The exam itself is for those who may look after any; whoever is only named knows its title from his own list.
  const exam = useExam(can(may.invigilate) ? id : undefined);
  const named = useMyInvigilations().data?.find((one) => one.id === id);
  const papers = useAllPapers(id);
  const mayPrint = can(may.invigilate) && exam.data?.status === 'published';
  const [choosing, setChoosing] = useState(false);
  const [progress, setProgress] = useState<Progress | null>(null);
  const [skipped, setSkipped] = useState<Printed['skipped']>([]);
  const [error, setError] = useState<unknown>(null);
  const [asked, setAsked] = useState<Asked>(null);
  const title = exam.data?.title ?? named?.title ?? '';
  const crumbs = useExamCrumbs({ id, title });
  const refresh = (): Promise<void> => client.invalidateQueries({ queryKey: papersKey(id) });

  const run = async (deed: () => Promise<unknown>): Promise<void> => {
    setError(null);
    await deed().catch(setError);
    setProgress(null);
    await Promise.all([refresh(), client.invalidateQueries({ queryKey: jobsKey(id) })]);
  };
  const print = (personIds: readonly string[]): Promise<void> =>
    run(async () => {
      setChoosing(false);
      setSkipped([]);
      const printed: string[] = [];
      const portion = async (some: readonly string[]): Promise<void> => {
        const done = await printPapers(id, some);
        printed.push(...done.papers.map((paper) => paper.id));
        setSkipped((before) => [...before, ...done.skipped]);
      };
      await inPortions(personIds, portion, (done) => setProgress({ done, all: personIds.length }));
      await collectPapers(id, printed);
    });
  const download = (paper: PrintedPaper): Promise<void> =>
    run(async () => {
      const file = await readPapersFile(id, [paper.id]);
      saveBlob(file.blob, file.name ?? t('file', { title }));
    });

  const valid = (papers.data ?? []).filter((paper) => paper.status !== 'void');
  return (
    <OfficePage
      crumbs={[...crumbs, { title: t('title') }]}
      title={t('title')}
      note={t('note')}
      actions={
        mayPrint ? (
          <PaperDeeds
            papers={valid.length}
            progress={progress}
            onCollect={() => void run(() => collectPapers(id))}
            onPrint={() => setChoosing(true)}
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
      {mayPrint ? <PaperFiles examId={id} title={title} /> : null}
      <section className="ok-card">
        <FindPaper />
        <QueryBlock query={papers}>
          {(found) =>
            found.length === 0 ? (
              <EmptyStart title={t('empty')} text={t(mayPrint ? 'empty.text' : 'empty.named')} />
            ) : (
              <PapersTable
                papers={found}
                mayPrint={mayPrint}
                onFile={(paper) => void download(paper)}
                onAsk={(deed, paper) => setAsked({ deed, paper })}
              />
            )
          }
        </QueryBlock>
      </section>
      {choosing ? (
        <ChoosePeople examId={id} onPrint={(people) => void print(people)} onClose={() => setChoosing(false)} />
      ) : null}
      <AskDialog
        open={asked !== null}
        title={asked ? t(`${asked.deed}.title`, { number: asked.paper.number, name: asked.paper.name }) : ''}
        okText={asked ? t(`${asked.deed}.ok`) : ''}
        danger
        askReason
        onClose={() => setAsked(null)}
        onConfirm={async (reason) => {
          if (asked) await WITHDRAW[asked.deed](asked.paper.number, reason);
          await refresh();
        }}
      >
        <p>{asked ? t(`${asked.deed}.text`) : null}</p>
      </AskDialog>
    </OfficePage>
  );
}
