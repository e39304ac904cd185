import { Button, Input } from 'antd';
import { importText as t } from './text.js';

interface PasteQuestionsProps {
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly busy: boolean;
  readonly take: (file: File) => void;
}

/** Questions as text, pasted instead of a file. */
export function PasteQuestions({ text, onChange, busy, take }: PasteQuestionsProps) {
  return (
    <div className="oi-paste">
      <label className="ok-label oi-wide">
        {t('paste')}
        <Input.TextArea
          value={text}
          onChange={(event) => onChange(event.target.value)}
          placeholder={t('paste.hint')}
          autoSize={{ minRows: 4, maxRows: 14 }}
        />
      </label>
      <Button
        disabled={busy || text.trim() === ''}
        onClick={() => take(new File([text], t('pasted'), { type: 'text/plain' }))}
      >
        {t('paste.ok')}
      </Button>
    </div>
  );
}
