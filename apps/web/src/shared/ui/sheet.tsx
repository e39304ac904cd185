import { X } from 'lucide-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useCommonText } from '../i18n/common.js';
import './sheet.css';

/** A dialog that comes from below on a phone. The browser keeps the focus inside, closes it on Escape and gives the focus back. */
export function Sheet({
  open,
  title,
  onClose,
  children,
}: {
  open: boolean;
  title: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const t = useCommonText();
  const heading = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    if (open && !element.open) element.showModal();
    if (!open && element.open) element.close();
  }, [open]);
  return (
    <dialog
      ref={dialog}
      className="sheet"
      aria-labelledby={heading}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
    >
      {open ? (
        <div className="sheet-body">
          <div className="sheet-grab" aria-hidden="true" />
          <div className="sheet-head">
            <h2 id={heading} className="grow">
              {title}
            </h2>
            <button type="button" className="icon-button" aria-label={t('close')} onClick={onClose}>
              <X size={24} strokeWidth={1.75} />
            </button>
          </div>
          {children}
        </div>
      ) : null}
    </dialog>
  );
}
