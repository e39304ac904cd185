import { ChevronRight, List } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Link, useLocation, useNavigate, useParams } from 'react-router';
import type { MyHandbook } from '../../shared/api/types.js';
import { ButtonLink, Empty, ErrorBlock, Skeleton, Status, TopBar } from '../../shared/ui/index.js';
import { usePageTitle } from '../../shared/ui/page-title.js';
import { setLargeType, useLargeType } from '../../shared/ui/type-size.js';
import { Problem } from '../../shared/api/problem.js';
import { Contents } from './contents.js';
import { firstUnreadKey, sectionAt } from './place.js';
import { useHandbookText } from './messages.js';
import { PractiseCard, ReceiptCard, receiptCardId } from './section-cards.js';
import { ReadAloudBar } from './read-aloud-bar.js';
import { useMarkRead, useMyHandbook } from './requests.js';
import { SectionBody } from './section-body.js';
import style from './reader.module.css';

/** Marks steps from section to section, after which the new heading is read out. */
const moved = 'from-another-section';

export type BookSection = MyHandbook['sections'][number];

/** The handbook of one post, section by section; `#sectionKey` opens one, so that explanations can point at it. */
export function HandbookReaderPage() {
  const t = useHandbookText();
  const { postId = '' } = useParams();
  const book = useMyHandbook(postId);
  usePageTitle(book.data ? t('titleOf', { post: book.data.postName }) : t('mine'));
  if (book.data && book.data.sections.length > 0) return <Reader book={book.data} key={book.data.postId} />;
  const missing = book.data || (book.error instanceof Problem && book.error.status === 404);
  return (
    <div className={style['page']}>
      <TopBar title={t('mine')} backTo="/home" />
      <div className={style['state']}>
        {missing ? (
          <Empty action={<ButtonLink to="/home">{t('home')}</ButtonLink>}>{t('gone')}</Empty>
        ) : book.isError ? (
          <ErrorBlock error={book.error} onRetry={() => void book.refetch()} busy={book.isFetching} />
        ) : (
          <Skeleton heights={[48, 36, 220, 120]} />
        )}
      </div>
    </div>
  );
}

function Reader({ book }: { book: MyHandbook }) {
  const t = useHandbookText();
  const location = useLocation();
  const navigate = useNavigate();
  const [contents, setContents] = useState(false);
  const key = decodeURIComponent(location.hash.slice(1));
  // Without a place in the address, reading goes on where it stopped; marking that section as read must not move it.
  const [startKey] = useState(() => firstUnreadKey(book.sections));
  const section = sectionAt(book.sections, key, startKey);
  if (!section) return null;
  const go = (to: BookSection): void => {
    setContents(false);
    void navigate({ hash: `#${encodeURIComponent(to.key)}` }, { replace: true, state: moved });
  };
  const index = book.sections.indexOf(section);
  return (
    <div className={style['page']}>
      <div className={style['stick']}>
        <TopBar title={t('titleOf', { post: book.postName })}>
          <TypeSwitch />
        </TopBar>
        <Parts book={book} current={section.part} onGo={go} />
      </div>
      <SectionView key={section.id} book={book} section={section} onGo={go} />
      <div className={style['bottom']}>
        <ReadAloudBar key={section.id} title={section.title} body={section.body} />
        <footer className={style['foot']}>
          <button type="button" aria-haspopup="dialog" onClick={() => setContents(true)}>
            <List size={20} strokeWidth={1.75} aria-hidden />
            {t('contents')}
          </button>
          <span className="mut" aria-label={t('placeSpoken', { n: index + 1, of: book.sections.length })}>
            {t('place', { n: index + 1, of: book.sections.length })}
          </span>
          <NextSection book={book} index={index} />
        </footer>
      </div>
      <Contents open={contents} book={book} current={section} onClose={() => setContents(false)} onGo={go} />
    </div>
  );
}

/** One section; opening it is what counts as reading it. */
function SectionView({
  book,
  section,
  onGo,
}: {
  book: MyHandbook;
  section: BookSection;
  onGo: (section: BookSection) => void;
}) {
  const t = useHandbookText();
  const heading = useRef<HTMLHeadingElement>(null);
  const cameFromAnother = useLocation().state === moved;
  const { mutate: markRead } = useMarkRead(book.postId);
  const { id, read } = section;
  useEffect(() => {
    if (!read) markRead(id);
  }, [id, read, markRead]);
  useEffect(() => {
    if (!cameFromAnother) return;
    heading.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [cameFromAnother]);
  const part = book.sections.filter((one) => one.part === section.part);
  return (
    <main className={style['main']}>
      <div className={`row ${style['chapter']}`}>
        <span className="grow">{t('section', { n: part.indexOf(section) + 1 })}</span>
        {read ? (
          <Status kind="pass" size={15}>
            {t('read')}
          </Status>
        ) : null}
      </div>
      <h2 ref={heading} tabIndex={-1}>
        {section.title}
      </h2>
      <SectionBody body={section.body} />
      <PractiseCard book={book} section={section} />
      {section === book.sections.at(-1) ? <ReceiptCard book={book} onGo={onGo} /> : null}
    </main>
  );
}

function NextSection({ book, index }: { book: MyHandbook; index: number }) {
  const t = useHandbookText();
  const next = book.sections[index + 1];
  if (!next && book.receiptAt) return <span className={style['end']}>{t('end')}</span>;
  if (!next) {
    const toReceipt = (): void => document.getElementById(receiptCardId)?.scrollIntoView({ block: 'center' });
    return (
      <button type="button" className={style['next']} onClick={toReceipt}>
        {t('toReceipt')}
      </button>
    );
  }
  const newPart = next.part !== book.sections[index]?.part;
  return (
    <Link className={style['next']} to={{ hash: `#${encodeURIComponent(next.key)}` }} replace state={moved}>
      {t(newPart ? 'toProfessional' : 'next')}
      <ChevronRight size={20} strokeWidth={2} aria-hidden />
    </Link>
  );
}

function Parts({
  book,
  current,
  onGo,
}: {
  book: MyHandbook;
  current: BookSection['part'];
  onGo: (section: BookSection) => void;
}) {
  const t = useHandbookText();
  const parts = (['general', 'professional'] as const)
    .map((part) => ({ part, sections: book.sections.filter((section) => section.part === part) }))
    .filter(({ sections }) => sections.length > 0);
  return (
    <nav className={style['parts']} aria-label={t('toContents')}>
      {parts.map(({ part, sections }) => (
        <button
          key={part}
          type="button"
          aria-current={part === current ? 'true' : undefined}
          onClick={() => {
            const to = sections.find((section) => !section.read) ?? sections[0];
            if (to && part !== current) onGo(to);
          }}
        >
          {t(part)} <small>{sections.length}</small>
        </button>
      ))}
    </nav>
  );
}

function TypeSwitch() {
  const t = useHandbookText();
  const large = useLargeType();
  return (
    <button
      type="button"
      className={`icon-button ${style['type']}`}
      aria-pressed={large}
      aria-label={t('larger')}
      onClick={() => setLargeType(!large)}
    >
      <b aria-hidden="true">
        大<small>小</small>
      </b>
    </button>
  );
}
