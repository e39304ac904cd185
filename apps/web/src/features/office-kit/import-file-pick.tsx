import { Button } from 'antd';
import { FileUp } from 'lucide-react';
import { useState } from 'react';
import type { DragEvent, ReactNode } from 'react';
import { checkFile } from './file-check.js';
import { kitText as t } from './kit-text.js';
import { RefusalNote } from './load-error.js';

interface ImportFilePickProps {
  readonly formats: readonly string[];
  readonly maxMegabytes: number;
  readonly template: ReactNode;
  readonly blocked?: string;
  readonly instead?: (take: (file: File) => void, busy: boolean) => ReactNode;
  readonly onFile: (file: File, report: ReportImport) => Promise<void>;
}

/** How far it is: whole percent of the upload, then, once `reading`, of what the server does; `cancel` gives it up. */
export type ReportImport = (percent: number, reading?: { readonly cancel: () => void }) => void;

interface Sending {
  readonly name: string;
  readonly percent: number;
  readonly cancel?: () => void;
}

/** The place to drop or choose a file; shows how far the upload is and what was wrong with it. */
export function ImportFilePick({ formats, maxMegabytes, template, blocked, instead, onFile }: ImportFilePickProps) {
  const [sending, setSending] = useState<Sending | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [over, setOver] = useState(false);
  const take = async (file: File | undefined): Promise<void> => {
    if (!file || sending || blocked) return;
    const problem = checkFile(file, formats, maxMegabytes);
    setError(null);
    setSaid(problem === null ? null : t(problem.key, problem.values));
    if (problem) return;
    setSending({ name: file.name, percent: 0 });
    try {
      await onFile(file, (percent, reading) => setSending({ name: file.name, percent, ...reading }));
    } catch (refused) {
      setError(refused);
    } finally {
      setSending(null);
    }
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  };
  return (
    <section className="ok-card ok-pad ok-stack">
      <label
        className={`ok-drop${over ? ' over' : ''}${blocked ? ' blocked' : ''}`}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <FileUp size={28} aria-hidden />
        <b>{blocked ?? t('import.drop')}</b>
        <span className="dim">{t('import.formats', { formats: formats.join('、'), size: maxMegabytes })}</span>
        <input
          type="file"
          className="sr-only"
          aria-label={t('import.choose')}
          accept={formats.map((format) => `.${format}`).join(',')}
          disabled={Boolean(blocked) || sending !== null}
          onChange={(event) => {
            void take(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
      </label>
      {sending ? (
        <div role="status">
          <p className="mut">
            {sending.cancel
              ? t('import.readingTo', { name: sending.name, n: sending.percent })
              : sending.percent < 100
                ? t('import.uploading', { name: sending.name, n: sending.percent })
                : t('import.reading', { name: sending.name })}
          </p>
          <progress className="ok-progress" max={100} value={sending.percent} aria-label={sending.name} />
          {sending.cancel ? (
            <p>
              <Button size="small" onClick={sending.cancel}>
                {t('import.cancel')}
              </Button>
            </p>
          ) : null}
        </div>
      ) : null}
      {said ? (
        <p className="ok-stop" role="alert">
          {said}
        </p>
      ) : null}
      <RefusalNote error={error} />
      {instead?.((file) => void take(file), sending !== null)}
      {template ? (
        <div className="row ok-gap">
          <span className="mut">{t('import.first')}</span>
          {template}
        </div>
      ) : null}
    </section>
  );
}
