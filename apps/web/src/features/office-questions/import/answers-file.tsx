import { Button } from 'antd';
import { FileText, X } from 'lucide-react';
import { useRef } from 'react';
import { kitText } from '../../office-kit/kit-text.js';
import { importText as t } from './text.js';

const TEXTS = '.txt,.docx';

interface AnswersFileProps {
  readonly file: File | null;
  readonly onChange: (file: File | null) => void;
}

/** The answers of a text of questions, when they stand in a file of their own. The browser's own control speaks its own language. */
export function AnswersFile({ file, onChange }: AnswersFileProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="ok-label">
      {t('answers')}
      <input
        ref={input}
        type="file"
        className="sr-only"
        tabIndex={-1}
        aria-label={t('answers')}
        accept={TEXTS}
        onChange={(event) => {
          const [chosen] = event.target.files ?? [];
          if (chosen) onChange(chosen);
          event.target.value = '';
        }}
      />
      <div className="row ok-gap">
        <Button icon={<FileText size={16} aria-hidden />} onClick={() => input.current?.click()}>
          {file?.name ?? kitText('import.choose')}
        </Button>
        {file ? (
          <Button
            type="text"
            icon={<X size={16} aria-hidden />}
            aria-label={t('answers.remove')}
            onClick={() => onChange(null)}
          />
        ) : null}
      </div>
    </div>
  );
}
