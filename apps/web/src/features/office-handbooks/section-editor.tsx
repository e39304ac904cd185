import { Button, Input, Segmented } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import { ImagePlus, X } from 'lucide-react';
import { useRef, useState } from 'react';
import Markdown from 'react-markdown';
import { RefusalNote } from '../office-kit/load-error.js';
import { sendPicture } from './api.js';
import { insertBlock } from './draft-sections.js';
import type { DraftSection } from './draft-sections.js';
import { QuestionPicker } from './question-picker.js';
import { handbookText as t } from './text.js';

interface SectionEditorProps {
  readonly section: DraftSection;
  readonly organisationId: string;
  readonly readOnly: boolean;
  readonly onChange: (part: Partial<DraftSection>) => void;
}

/** One section: title, Markdown with preview and pictures, linked questions. */
export function SectionEditor({ section, organisationId, readOnly, onChange }: SectionEditorProps) {
  const [view, setView] = useState<'write' | 'preview'>(readOnly ? 'preview' : 'write');
  const [picking, setPicking] = useState(false);
  const area = useRef<TextAreaRef>(null);
  return (
    <>
      <section className="ok-card ok-pad ok-stack">
        <label className="ok-label">
          {t('section.title')}
          <Input
            value={section.title}
            maxLength={100}
            readOnly={readOnly}
            onChange={(event) => onChange({ title: event.target.value })}
          />
        </label>
        <div className="oh-bar">
          <Segmented
            aria-label={t('section.body')}
            value={view}
            onChange={setView}
            options={[
              { value: 'write', label: t('section.write') },
              { value: 'preview', label: t('section.preview') },
            ]}
          />
          {readOnly ? null : (
            <PictureButton
              onPicture={(url, name) => {
                const at = area.current?.resizableTextArea?.textArea.selectionStart ?? section.body.length;
                onChange({ body: insertBlock(section.body, at, `![${name}](${url})`) });
              }}
            />
          )}
        </div>
        {view === 'write' ? (
          <Input.TextArea
            ref={area}
            className="oh-body"
            aria-label={t('section.body')}
            autoSize={{ minRows: 14, maxRows: 30 }}
            value={section.body}
            readOnly={readOnly}
            onChange={(event) => onChange({ body: event.target.value })}
          />
        ) : (
          <div className="oh-md">
            <Markdown>{section.body}</Markdown>
          </div>
        )}
      </section>
      <section className="ok-card ok-pad" aria-label={t('linked')}>
        <div className="oh-bar">
          <h2 className="grow">{t('linked')}</h2>
          {readOnly ? null : <Button onClick={() => setPicking(true)}>{t('linked.add')}</Button>}
        </div>
        {section.questions.length === 0 ? <p className="mut">{t('linked.none')}</p> : null}
        <ul className="oh-q">
          {section.questions.map((question) => (
            <li key={question.id}>
              <span>{question.stem}</span>
              {readOnly ? null : (
                <Button
                  type="text"
                  size="small"
                  icon={<X size={15} aria-hidden />}
                  aria-label={t('linked.remove', { stem: question.stem })}
                  onClick={() => onChange({ questions: section.questions.filter((other) => other.id !== question.id) })}
                />
              )}
            </li>
          ))}
        </ul>
        <QuestionPicker
          open={picking}
          title={section.title}
          organisationId={organisationId}
          chosen={section.questions}
          onChoose={(questions) => onChange({ questions })}
          onClose={() => setPicking(false)}
        />
      </section>
    </>
  );
}

function PictureButton({ onPicture }: { readonly onPicture: (url: string, name: string) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [percent, setPercent] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const take = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    setPercent(0);
    setError(null);
    try {
      const stored = await sendPicture(file, setPercent);
      onPicture(stored.url, file.name.replace(/\.[^.]+$/u, '') || t('picture.alt'));
    } catch (refused) {
      setError(refused);
    } finally {
      setPercent(null);
    }
  };
  return (
    <>
      <Button
        icon={<ImagePlus size={16} aria-hidden />}
        loading={percent !== null}
        onClick={() => input.current?.click()}
        title={t('picture.formats')}
      >
        {percent === null ? t('picture') : t('picture.sending', { n: percent })}
      </Button>
      <input
        ref={input}
        type="file"
        className="sr-only"
        tabIndex={-1}
        aria-label={t('picture')}
        accept="image/png,image/jpeg,image/webp"
        onChange={(event) => {
          void take(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      <RefusalNote error={error} />
    </>
  );
}
