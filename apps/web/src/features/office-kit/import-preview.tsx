import { Button, Modal, Tabs } from 'antd';
import { Download, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { saveBlob } from '../../shared/api/client.js';
import { countText } from '../../shared/time/points.js';
import { StatusShape } from '../../shared/ui/index.js';
import { toCsv } from './csv.js';
import type { ImportView } from './import-view.js';
import { kitText as t } from './kit-text.js';
import { RefusalNote } from './load-error.js';
import { OfficePage } from './office-page.js';
import type { Crumb } from './office-page.js';
import { RefusedTable } from './refused-table.js';

interface ImportPreviewProps {
  readonly crumbs: readonly Crumb[];
  readonly view: ImportView;
  readonly steps: ReactNode;
  readonly onAgain: () => void;
  readonly onConfirm: (leaveOut: number | undefined) => Promise<void>;
}

/** Step 2: what would be stored, what cannot be and why; nothing has been stored yet. */
export function ImportPreview({ crumbs, view, steps, onAgain, onConfirm }: ImportPreviewProps) {
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const left = view.refusedCount;
  const run = async (): Promise<void> => {
    setAsking(false);
    setBusy(true);
    setError(null);
    try {
      await onConfirm(left > 0 ? left : undefined);
    } catch (refused) {
      setError(refused);
      setBusy(false);
    }
  };
  return (
    <OfficePage
      crumbs={crumbs}
      title={view.fileName}
      note={view.note}
      actions={steps}
      footer={
        <>
          <span className="mut grow">
            {left > 0 ? t('import.leaveOut', { n: countText(left) }) : t('import.allFine')}
          </span>
          <Button onClick={onAgain}>{t('import.again')}</Button>
          <Button
            type="primary"
            loading={busy}
            disabled={view.accepted === 0}
            onClick={() => (left > 0 ? setAsking(true) : void run())}
          >
            {view.accepted === 0 ? t('import.nothing') : view.confirmText}
          </Button>
        </>
      }
    >
      <RefusalNote error={error} />
      <Figures view={view} />
      {view.extra}
      <RowTabs view={view} />
      <Modal
        open={asking}
        title={t('import.leaveOut', { n: countText(left) })}
        okText={t('import.leaveOut.ok', { what: view.confirmText, n: countText(left) })}
        cancelText={t('import.look')}
        onOk={() => void run()}
        onCancel={() => setAsking(false)}
      >
        <p>{t('import.leaveOut.text', { n: countText(left) })}</p>
      </Modal>
    </OfficePage>
  );
}

function Figures({ view }: { readonly view: ImportView }) {
  return (
    <section className="ok-figures">
      {view.figures.map((figure) => (
        <div key={figure.title} className="ok-card ok-figure">
          <span>
            <StatusShape kind={figure.kind} size={18} />
            {figure.title}
          </span>
          <div className="v">
            {countText(figure.value)}
            <small>{figure.unit}</small>
          </div>
          <p>{figure.text}</p>
        </div>
      ))}
      <div className="ok-policy">
        <ShieldCheck size={20} aria-hidden />
        <p>
          <b>{t('import.policy')}</b>
          {view.policy}
        </p>
      </div>
    </section>
  );
}

/** The rows, those first that cannot be stored. */
function RowTabs({ view }: { readonly view: ImportView }) {
  const left = view.refusedCount;
  const tabs = [
    ...(left > 0
      ? [{ key: 'refused', title: t('import.refusedTab'), count: left, content: <RefusedTable rows={view.refused} /> }]
      : []),
    ...view.tabs,
  ];
  return (
    <section className="ok-card ok-tabs">
      <Tabs
        items={tabs.map((tab) => ({
          key: tab.key,
          label: (
            <>
              {tab.title} <b>{countText(tab.count)}</b>
            </>
          ),
          children: tab.content,
        }))}
        tabBarExtraContent={
          left > 0 ? (
            <div className="row ok-gap">
              {view.mend}
              <Button size="small" icon={<Download size={16} aria-hidden />} onClick={() => saveRefused(view)}>
                {view.mend ? t('import.refusedList') : t('import.refusedRows', { n: countText(left) })}
              </Button>
            </div>
          ) : null
        }
      />
    </section>
  );
}

function saveRefused(view: ImportView): void {
  const head = [t('import.sheet'), t('import.row'), t('import.column'), t('import.why')];
  const text = toCsv(
    head,
    view.refused.map((row) => [row.sheet, row.row, row.column, row.message]),
  );
  saveBlob(
    new Blob([text], { type: 'text/csv;charset=utf-8' }),
    `${view.fileName.replace(/\.[^.]+$/u, '')}-${t('import.refusedTab')}.csv`,
  );
}
