import { Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { saveBlob } from '../../shared/api/client.js';
import { kitText } from '../office-kit/kit-text.js';
import { RefusalNote } from '../office-kit/load-error.js';
import { printQuestions, type Chosen, type PrintContent, type PrintFormat } from './api.js';
import { questionText as t } from './text.js';

interface PrintDialogProps {
  readonly organisationId: string | null;
  readonly chosen: Chosen;
  /** «选中的 12 道题», «筛选出来的题». */
  readonly what: string;
  readonly format: PrintFormat;
  readonly onClose: () => void;
}

const CONTENTS: readonly PrintContent[] = ['questions-and-sheet', 'questions', 'questions-and-key'];
const FORMATS: readonly PrintFormat[] = ['pdf', 'docx'];

/** Asks how the chosen questions are to look on paper, and hands the file over. */
export function PrintDialog({ organisationId, chosen, what, format: proposed, onClose }: PrintDialogProps) {
  const [title, setTitle] = useState(t('print.proposed'));
  const [content, setContent] = useState<PrintContent>('questions-and-sheet');
  const [format, setFormat] = useState(proposed);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const print = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      const file = await printQuestions({ organisationId, chosen, title: title.trim(), content, format });
      saveBlob(file.blob, file.name ?? `${title.trim()}.${format}`);
      onClose();
    } catch (refused) {
      setError(refused);
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={t('print.title', { what })}
      okText={t(`print.ok.${format}`)}
      cancelText={kitText('cancel')}
      okButtonProps={{ disabled: title.trim() === '' }}
      confirmLoading={busy}
      onOk={() => void print()}
      onCancel={onClose}
    >
      <div className="ok-stack">
        <label className="ok-label">
          {t('print.heading')}
          <Input value={title} maxLength={60} onChange={(event) => setTitle(event.target.value)} />
        </label>
        <fieldset className="oq-print">
          <legend>{t('print.content')}</legend>
          <Radio.Group value={content} onChange={(event) => setContent(event.target.value as PrintContent)}>
            {CONTENTS.map((one) => (
              <Radio key={one} value={one}>
                {t(`print.content.${one}`)}
              </Radio>
            ))}
          </Radio.Group>
        </fieldset>
        <fieldset className="oq-print">
          <legend>{t('print.format')}</legend>
          <Radio.Group value={format} onChange={(event) => setFormat(event.target.value as PrintFormat)}>
            {FORMATS.map((one) => (
              <Radio key={one} value={one}>
                {t(`print.${one}`)}
                <span className="dim">　{t(`print.${one}.text`)}</span>
              </Radio>
            ))}
          </Radio.Group>
        </fieldset>
        <RefusalNote error={error} />
      </div>
    </Modal>
  );
}
