import { Maximize2, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useCommonText } from '../i18n/common.js';
import './picture.css';

/** A picture of a question as the API tells it. Width and height are pixels, 0 when nobody measured it. */
export interface PictureProps {
  readonly url: string;
  readonly alt: string;
  readonly width: number;
  readonly height: number;
}

interface ShownProps {
  readonly picture: PictureProps;
  /** An option's picture is lower, so that all options stay in sight. */
  readonly small?: boolean;
}

/** The picture in the place that is kept free for it, so that nothing jumps when it arrives; its words where it does not. */
export function PictureImage({ picture, small }: ShownProps) {
  const t = useCommonText();
  const [lost, setLost] = useState(false);
  const [round, setRound] = useState(0);
  const { url, alt, width, height } = picture;
  if (lost) {
    return (
      <span className="picture-lost" role="img" aria-label={alt}>
        <span>{t('pictureLost', { alt })}</span>
        <span
          className="picture-again"
          onClick={(event) => {
            // Inside an option a tap would choose it.
            event.stopPropagation();
            event.preventDefault();
            setLost(false);
            setRound((now) => now + 1);
          }}
        >
          {t('retry')}
        </span>
      </span>
    );
  }
  return (
    <img
      key={round}
      className={small ? 'picture picture-small' : 'picture'}
      src={url}
      alt={alt}
      {...(width > 0 && height > 0 ? { width, height, style: { aspectRatio: `${width} / ${height}` } } : {})}
      decoding="async"
      onError={() => setLost(true)}
    />
  );
}

/** A picture that a tap makes as large as the screen; Escape or another tap brings the question back. */
export function Picture({ picture, small }: ShownProps) {
  return (
    <span className="picture-frame">
      <PictureImage picture={picture} {...(small ? { small } : {})} />
      <EnlargeButton picture={picture} />
    </span>
  );
}

/** The same for a picture that stands inside a control of its own, such as an option: put it beside that control. */
export function EnlargeButton({ picture }: { readonly picture: PictureProps }) {
  const t = useCommonText();
  const dialog = useRef<HTMLDialogElement>(null);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (open) dialog.current?.showModal();
  }, [open]);
  return (
    <>
      <button type="button" className="picture-enlarge" onClick={() => setOpen(true)}>
        <Maximize2 size={20} strokeWidth={1.75} aria-hidden />
        <span>{t('enlarge')}</span>
        <span className="sr-only">{picture.alt}</span>
      </button>
      {open ? (
        <dialog
          ref={dialog}
          className="picture-whole"
          aria-label={picture.alt}
          onClose={() => setOpen(false)}
          onClick={() => dialog.current?.close()}
          // The question behind answers to keys; what is typed here is not meant for it.
          onKeyDown={(event) => event.stopPropagation()}
        >
          <button type="button" className="icon-button" aria-label={t('close')}>
            <X size={24} strokeWidth={1.75} />
          </button>
          <img src={picture.url} alt={picture.alt} />
          <p>{picture.alt}</p>
        </dialog>
      ) : null}
    </>
  );
}
