import { Button, Input } from 'antd';
import { useState } from 'react';
import { RefusalNote } from '../office-kit/load-error.js';
import { PhraseChips } from './phrases.js';
import { boardText as t } from './text.js';

interface NoteFormProps {
  readonly onSave: (text: string) => Promise<unknown>;
  readonly onSaved: () => void;
}

/** 记一笔: what was seen, in words; quick phrases fill it in. */
export function NoteForm({ onSave, onSaved }: NoteFormProps) {
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const save = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await onSave(text.trim());
      setText('');
      onSaved();
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="oi-note">
      <PhraseChips onPick={(phrase) => setText((before) => (before ? `${before}；${phrase}` : phrase))} />
      <Input.TextArea
        aria-label={t('do.note.label')}
        placeholder={t('do.note.label')}
        value={text}
        maxLength={500}
        autoSize={{ minRows: 2, maxRows: 6 }}
        onChange={(event) => setText(event.target.value)}
      />
      <RefusalNote error={error} />
      <Button type="primary" loading={busy} disabled={text.trim().length < 2} onClick={() => void save()}>
        {t('do.note.save')}
      </Button>
    </div>
  );
}
