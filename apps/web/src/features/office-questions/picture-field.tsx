import { Button, Input } from 'antd';
import { ImagePlus, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { asProblem } from '../../shared/api/problem.js';
import { uploadPicture } from './api.js';
import type { DraftPicture } from './question-draft.js';
import { questionText as t } from './text.js';

interface PictureFieldProps {
  readonly id?: string;
  readonly value?: DraftPicture | undefined;
  readonly onChange?: (picture: DraftPicture | undefined) => void;
  readonly organisationId: string | null | undefined;
  /** What the picture belongs to, for the names of the controls. */
  readonly label: string;
}

/** One picture with the words beside it: uploaded at once, part of the question when that is saved. */
export function PictureField({ id, value, onChange, organisationId, label }: PictureFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const [percent, setPercent] = useState<number | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const take = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    setSaid(null);
    setPercent(0);
    try {
      const stored = await uploadPicture(file, organisationId ?? null, setPercent);
      const { url, width, height } = stored;
      onChange?.({ fileId: stored.id, url, width, height, alt: value?.alt ?? '' });
    } catch (error) {
      setSaid(asProblem(error).sentence);
    } finally {
      setPercent(null);
    }
  };
  return (
    <div className="oq-picture">
      <input
        ref={input}
        type="file"
        accept="image/png,image/jpeg,image/webp"
        // antd shows every file input of a form.
        style={{ display: 'none' }}
        tabIndex={-1}
        aria-label={`${t('picture.add')} ${label}`}
        onChange={(event) => {
          void take(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      {value ? (
        <>
          <img src={value.url} alt={value.alt} width={value.width} height={value.height} />
          <div className="oq-picture-words">
            <Input
              {...(id ? { id } : {})}
              value={value.alt}
              maxLength={200}
              placeholder={t('picture.words')}
              aria-label={`${label} ${t('picture.words')}`}
              onChange={(event) => onChange?.({ ...value, alt: event.target.value })}
            />
            <Button
              type="text"
              icon={<X size={16} aria-hidden />}
              onClick={() => onChange?.(undefined)}
              aria-label={`${t('picture.remove')} ${label}`}
            />
          </div>
        </>
      ) : (
        <Button
          {...(id ? { id } : {})}
          type="text"
          icon={<ImagePlus size={16} aria-hidden />}
          loading={percent !== null}
          aria-label={`${t('picture.add')} ${label}`}
          title={t('picture.limits')}
          onClick={() => input.current?.click()}
        >
          {percent === null ? t('picture.add') : t('picture.busy', { n: percent })}
        </Button>
      )}
      {said ? (
        <p role="alert" className="ok-stop">
          {said}
        </p>
      ) : null}
    </div>
  );
}
