import { Button } from 'antd';
import { Check } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { StatusShape } from '../../shared/ui/index.js';
import { ImportFilePick } from './import-file-pick.js';
import type { ReportImport } from './import-file-pick.js';
import { ImportPreview } from './import-preview.js';
import type { ImportView } from './import-view.js';
import { kitText as t } from './kit-text.js';
import { OfficePage } from './office-page.js';
import type { Crumb } from './office-page.js';

interface ImportWizardProps<I> {
  readonly crumbs: readonly Crumb[];
  readonly title: string;
  readonly note: string;
  readonly formats: readonly string[];
  readonly maxMegabytes: number;
  readonly template: ReactNode;
  /** Choices made before the file (organisation, post …). */
  readonly choices?: ReactNode;
  /** Choices that most files do without: below the place for the file, lest they look like steps before it. */
  readonly further?: ReactNode;
  /** Says why no file can be chosen yet. */
  readonly blocked?: string;
  /** null: it was cancelled. */
  readonly start: (file: File, report: ReportImport) => Promise<I | null>;
  readonly confirm: (previewed: I, leaveOut: number | undefined) => Promise<I>;
  /** `replace` puts another preview in place of this one. */
  readonly view: (result: I, replace: (next: I) => void) => ImportView;
  /** Another way to bring the content than a file. */
  readonly instead?: (take: (file: File) => void, busy: boolean) => ReactNode;
}

/** Choose a file → check every row → store all accepted rows or none (contract.md 17). One for rosters and questions. */
export function ImportWizard<I>(props: ImportWizardProps<I>) {
  const [result, setResult] = useState<I | null>(null);
  const view = result ? props.view(result, setResult) : null;
  const step = view === null ? 1 : view.done ? 3 : 2;
  if (result !== null && view && !view.done) {
    return (
      <ImportPreview
        crumbs={props.crumbs}
        view={view}
        steps={<ImportSteps step={2} />}
        onAgain={() => setResult(null)}
        onConfirm={async (leaveOut) => setResult(await props.confirm(result, leaveOut))}
      />
    );
  }
  return (
    <OfficePage
      crumbs={props.crumbs}
      title={view?.fileName ?? props.title}
      note={view ? view.note : props.note}
      actions={<ImportSteps step={step} />}
    >
      {view?.done ? (
        <section className="ok-card ok-import-done" role="status">
          <StatusShape kind="pass" size={36} />
          <div className="grow">
            <h2>{view.done.title}</h2>
            <p className="mut">{view.done.text}</p>
            <div className="ok-actions">
              {view.done.next}
              <Button onClick={() => setResult(null)}>{view.done.again}</Button>
            </div>
          </div>
        </section>
      ) : (
        <>
          {props.choices ? <section className="ok-card ok-pad">{props.choices}</section> : null}
          <ImportFilePick
            formats={props.formats}
            maxMegabytes={props.maxMegabytes}
            template={props.template}
            {...(props.blocked ? { blocked: props.blocked } : {})}
            {...(props.instead ? { instead: props.instead } : {})}
            onFile={async (file, report) => setResult(await props.start(file, report))}
          />
          {props.further ? <section className="ok-card ok-pad">{props.further}</section> : null}
        </>
      )}
    </OfficePage>
  );
}

/** 1 选文件 — 2 核对 — 3 入库. */
function ImportSteps({ step }: { readonly step: number }) {
  const names = [t('import.choose'), t('import.check'), t('import.done')];
  return (
    <ol className="ok-steps" aria-label={t('import.steps')}>
      {names.map((name, index) => {
        const passed = index + 1 < step || step === 3;
        const current = index + 1 === step && !passed;
        return (
          <li key={name} className={current ? 'on' : ''} aria-current={current ? 'step' : undefined}>
            {passed ? (
              <b className="passed">
                <Check size={13} strokeWidth={3} aria-hidden />
              </b>
            ) : (
              <b>{index + 1}</b>
            )}
            {name}
          </li>
        );
      })}
    </ol>
  );
}
