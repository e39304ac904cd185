import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { ImagePlus } from 'lucide-react';
import { useRef, useState } from 'react';
import { dateTimeText } from '../../../shared/time/format.js';
import { Picture } from '../../../shared/ui/index.js';
import { RefusalNote } from '../../office-kit/load-error.js';
import { addPhoto, keyingKey, photoAddress, type KeyingForm } from './api.js';
import { shrinkPhoto } from './shrink-photo.js';
import { papersText as t } from './text.js';

interface SheetPhotosProps {
  /** The number as it stands in the address, under which the form is kept. */
  readonly given: string;
  readonly form: KeyingForm;
}

/** Photos of the sheet beside the form; a tap makes one as large as the screen. */
export function SheetPhotos({ given, form }: SheetPhotosProps) {
  const client = useQueryClient();
  const picker = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const add = async (files: readonly File[]): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      for (const file of files) await addPhoto(form.number, await shrinkPhoto(file));
    } catch (refused) {
      setError(refused);
    }
    setBusy(false);
    await client.invalidateQueries({ queryKey: keyingKey(given) });
  };
  return (
    <aside className="ok-card op-photos" aria-label={t('photos')}>
      <div className="op-row">
        <h2 className="grow">{t('photos')}</h2>
        <Button loading={busy} icon={<ImagePlus size={16} aria-hidden />} onClick={() => picker.current?.click()}>
          {t('photos.add')}
        </Button>
        <input
          ref={picker}
          type="file"
          accept="image/jpeg,image/png,image/webp"
          multiple
          hidden
          aria-label={t('photos.add')}
          onChange={(event) => {
            void add([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
      </div>
      <RefusalNote error={error} />
      {form.photos.length === 0 ? <p className="ok-mut">{t('photos.none')}</p> : null}
      {form.photos.map(({ id, width, height, addedBy, addedAt }, index) => (
        <figure key={id}>
          <Picture
            picture={{
              url: photoAddress(form.number, id),
              alt: t('photos.of', { n: index + 1, name: form.name }),
              width,
              height,
            }}
          />
          <figcaption className="ok-dim">{t('photos.by', { by: addedBy, at: dateTimeText(addedAt) })}</figcaption>
        </figure>
      ))}
    </aside>
  );
}
