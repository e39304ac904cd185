import { PencilLine } from 'lucide-react';
import { Link } from 'react-router';
import { useMyTasks } from '../../shared/api/requests/my-tasks.js';
import type { MyHandbook } from '../../shared/api/types.js';
import { dayText } from '../../shared/time/format.js';
import { Button, ErrorBlock, Status } from '../../shared/ui/index.js';
import { useHandbookText } from './messages.js';
import type { BookSection } from './reader-page.js';
import { useSignReceipt } from './requests.js';
import style from './reader.module.css';

/** The self-test of the post, one tap from every section. Away when there is none. */
export function PractiseCard({ book, section }: { book: MyHandbook; section: BookSection }) {
  const t = useHandbookText();
  const tasks = useMyTasks();
  const selfTest = tasks.data?.handbook.find((handbook) => handbook.postId === book.postId)?.selfTestSessionId;
  if (!selfTest) return null;
  return (
    <section className={`card ${style['ask']}`}>
      <b>{t(section.questionCount > 0 ? 'practise' : 'selfTest')}</b>
      <p>{section.questionCount > 0 ? t('practiseHow', { n: section.questionCount }) : t('selfTestHow')}</p>
      <Link className="btn btn-secondary" to={`/exams/${selfTest}`}>
        <PencilLine size={20} strokeWidth={1.75} aria-hidden />
        {t('practiseGo')}
      </Link>
    </section>
  );
}

/** The card's place on the page, for the way to it. */
export const receiptCardId = 'handbook-receipt';

/** 「我已学习」: open once every section was opened, else it says how many are left and leads to the first of them. */
export function ReceiptCard({ book, onGo }: { book: MyHandbook; onGo: (section: BookSection) => void }) {
  const t = useHandbookText();
  const sign = useSignReceipt(book);
  const unread = book.sections.filter((section) => !section.read);
  const first = unread[0];
  if (book.receiptAt) {
    return (
      <section id={receiptCardId} className={`card ${style['receipt']}`}>
        <Status kind="pass" size={20}>
          {t('receiptDone', { day: dayText(book.receiptAt) })}
        </Status>
      </section>
    );
  }
  return (
    <section id={receiptCardId} className={`card ${style['receipt']}`}>
      <b>{t('receiptTitle')}</b>
      {sign.isError ? <ErrorBlock error={sign.error} /> : null}
      {first ? (
        <>
          <Button big block disabled>
            {t('receiptLeft', { n: unread.length })}
          </Button>
          <Button big block onClick={() => onGo(first)}>
            {t('receiptFirst')}
          </Button>
        </>
      ) : (
        <Button kind="primary" big block busy={sign.isPending} onClick={() => sign.mutate()}>
          {t('receipt')}
        </Button>
      )}
    </section>
  );
}
