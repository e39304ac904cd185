import { Button, Dropdown, Modal } from 'antd';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { api, saveBlob } from '../../shared/api/client.js';
import type { QueryValue } from '../../shared/api/client.js';
import { asProblem } from '../../shared/api/problem.js';
import type { QuestionExportLosses } from '../../shared/api/types.js';
import { countText } from '../../shared/time/points.js';
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

interface ExportMenuProps {
  /** The list as it is filtered: that much is exported. */
  readonly query: Readonly<Record<string, QueryValue>>;
}

/** Exports the filtered bank in the chosen format; what that has no place for is said before. */
export function ExportMenu({ query }: ExportMenuProps) {
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
          items: FORMATS.map(([key, title, text]) => ({
            key,
            label: (
              <span className="oq-format">
                <b>{title}</b>
                <span className="dim">{text}</span>
              </span>
            ),
          })),
          onClick: ({ key }) => void run(() => choose(key)),
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
