import type { MyHandbook } from '../../shared/api/types.js';
import { Sheet, StatusShape } from '../../shared/ui/index.js';
import { useHandbookText } from './messages.js';
import type { BookSection } from './reader-page.js';
import style from './reader.module.css';

/** All sections with what has been read. */
export function Contents({
  open,
  book,
  current,
  onClose,
  onGo,
}: {
  open: boolean;
  book: MyHandbook;
  current: BookSection;
  onClose: () => void;
  onGo: (section: BookSection) => void;
}) {
  const t = useHandbookText();
  return (
    <Sheet open={open} title={t('contents')} onClose={onClose}>
      {(['general', 'professional'] as const).map((part) => {
        const sections = book.sections.filter((section) => section.part === part);
        return sections.length === 0 ? null : (
          <section key={part} className={style['toc']}>
            <h3>{t(part)}</h3>
            <ol>
              {sections.map((section, index) => (
                <li key={section.id}>
                  <button
                    type="button"
                    aria-current={section.id === current.id ? 'true' : undefined}
                    onClick={() => onGo(section)}
                  >
                    <span className="dim">{index + 1}</span>
                    <span className="grow">{section.title}</span>
                    <StatusShape kind={section.read ? 'pass' : 'none'} size={17} />
                    <span className="mut nowrap">{t(section.read ? 'read' : 'notRead')}</span>
                  </button>
                </li>
              ))}
            </ol>
          </section>
        );
      })}
    </Sheet>
  );
}
