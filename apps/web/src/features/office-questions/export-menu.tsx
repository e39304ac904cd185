import { Button, Dropdown, Modal } from 'antd';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { api, saveBlob } from '../../shared/api/client.js';
import { asProblem } from '../../shared/api/problem.js';
import type { QuestionExportLosses } from '../../shared/api/types.js';
import { countText } from '../../shared/time/points.js';
import { chosenBy, type PrintFormat } from './api.js';
import { PrintDialog } from './print-dialog.js';
import { questionText as t } from './text.js';
import './questions.css';

const FORMATS = [
  ['xlsx', t('export.xlsx'), t('export.xlsx.text')],
  ['csv', t('export.csv'), t('export.csv.text')],
  ['text', t('export.text'), t('export.text.text')],
  ['gift', t('export.gift'), t('export.gift.text')],
  ['aiken', t('export.aiken'), t('export.aiken.text')],
  ['moodle-xml', t('export.moodle-xml'), t('export.moodle-xml.text')],
  ['qti-2.1', t('export.qti-2.1'), t('export.qti.text')],
  ['qti-2.2', t('export.qti-2.2'), t('export.qti.text')],
  ['qti-3.0', t('export.qti-3.0'), t('export.qti.text')],
] as const;

const PAPERS = ['pdf', 'docx'] as const;

interface ExportMenuProps {
  readonly organisationId: string | null;
  /** The list as it is filtered: that much is exported. */
  readonly filter: Readonly<Record<string, string>>;
}

/** Prints the filtered bank, or exports it in the chosen format; what that has no place for is said before. */
export function ExportMenu({ organisationId, filter }: ExportMenuProps) {
  const query = { ...filter, organisationId };
  const [paper, setPaper] = useState<PrintFormat | null>(null);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const [asked, setAsked] = useState<{ format: string; losses: QuestionExportLosses } | null>(null);
  const run = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setSaid(null);
    try {
      await work();
    } catch (error) {
      setSaid(asProblem(error).sentence);
    }
    setBusy(false);
  };
  const download = async (format: string): Promise<void> => {
    setAsked(null);
    const file = await api.file('/questions-export', { query: { ...query, format } });
    saveBlob(file.blob, file.name ?? format);
  };
  const choose = async (format: string): Promise<void> => {
    const losses = await api.get<QuestionExportLosses>('/questions-export-losses', { query: { ...query, format } });
    if (losses.leftOut.length === 0) await download(format);
    else setAsked({ format, losses });
  };
  const name = FORMATS.find(([id]) => id === asked?.format)?.[1] ?? '';
  return (
    <span className="ok-download">
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            ...PAPERS.map((key) => item(key, t(`print.${key}`), t(`print.${key}.text`))),
            { type: 'divider' },
            ...FORMATS.map(([key, title, text]) => item(key, title, text)),
          ],
          onClick: ({ key }) => {
            const chosen = PAPERS.find((one) => one === key);
            if (chosen) setPaper(chosen);
            else void run(() => choose(key));
          },
        }}
      >
        <Button loading={busy} icon={<Download size={16} aria-hidden />}>
          {t('export')}
        </Button>
      </Dropdown>
      {said ? (
        <span role="alert" className="ok-stop">
          {said}
        </span>
      ) : null}
      {busy ? (
        <span className="sr-only" role="status">
          {t('export.busy')}
        </span>
      ) : null}
      {paper ? (
        <PrintDialog
          organisationId={organisationId}
          chosen={chosenBy(filter)}
          what={t(Object.keys(filter).length > 0 ? 'print.filtered' : 'print.all')}
          format={paper}
          onClose={() => setPaper(null)}
        />
      ) : null}
      <Modal
        open={asked !== null}
        title={t('export.lossTitle', { format: name })}
        okText={t('export.lossOk')}
        onOk={() => void run(() => download(asked?.format ?? ''))}
        onCancel={() => setAsked(null)}
      >
        <ul className="oq-losses">
          {asked?.losses.leftOut.map((loss) => (
            <li key={loss.reason}>{t('export.loss', { reason: loss.reason, n: countText(loss.questions) })}</li>
          ))}
        </ul>
        <p className="dim">{t('export.lossText', { n: countText(asked?.losses.count ?? 0) })}</p>
      </Modal>
    </span>
  );
}

function item(key: string, title: string, text: string) {
  return {
    key,
    label: (
      <span className="oq-format">
        <b>{title}</b>
        <span className="dim">{text}</span>
      </span>
    ),
  };
}
