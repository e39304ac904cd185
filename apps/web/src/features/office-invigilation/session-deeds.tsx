import { App, Button, Segmented } from 'antd';
import { KeyRound, Pause, Play, Printer, ScrollText, Timer } from 'lucide-react';
import { useState } from 'react';
import { AskDialog } from '../office-kit/ask-dialog.js';
import { examWord } from '../office-kit/exam-words.js';
import { LinkButton } from '../office-kit/link-button.js';
import { AccessCodeDialog } from './access-code-dialog.js';
import { extendTime, pauseExam, resumeExam } from './api.js';
import type { Board } from './api.js';
import { EventLog } from './event-log.js';
import { ReasonChips, reasons } from './phrases.js';
import { boardText as t } from './text.js';

interface SessionDeedsProps {
  readonly examId: string;
  readonly board: Board;
  /** Looks after the whole session, not only after rooms of it. */
  readonly whole: boolean;
  readonly onDone: () => void;
}

type Open = 'extend' | 'pause' | 'resume' | 'code' | 'log' | null;

/** What is done for everybody in the session. */
export function SessionDeeds({ examId, board, whole, onDone }: SessionDeedsProps) {
  const { session } = board;
  const [open, setOpen] = useState<Open>(null);
  const { message } = App.useApp();
  const close = (): void => setOpen(null);
  const done = (text: string): void => {
    void message.success(text);
    onDone();
  };
  const held = session.phase === 'open';
  return (
    <>
      <Button icon={<KeyRound size={16} aria-hidden />} onClick={() => setOpen('code')}>
        {session.accessCode ? `${t('session.code')} ${session.accessCode}` : t('session.code')}
      </Button>
      <Button icon={<ScrollText size={16} aria-hidden />} onClick={() => setOpen('log')}>
        {t('session.log')}
      </Button>
      <LinkButton to={`/office/exams/${examId}/papers`} icon={<Printer size={16} aria-hidden />}>
        {examWord('papers.open')}
      </LinkButton>
      {held && whole ? (
        <>
          <Button icon={<Timer size={16} aria-hidden />} onClick={() => setOpen('extend')}>
            {t('session.extend')}
          </Button>
          {session.paused ? (
            <Button type="primary" icon={<Play size={16} aria-hidden />} onClick={() => setOpen('resume')}>
              {t('session.resume')}
            </Button>
          ) : (
            <Button icon={<Pause size={16} aria-hidden />} onClick={() => setOpen('pause')}>
              {t('session.pause')}
            </Button>
          )}
        </>
      ) : null}
      <ExtendDialog examId={examId} open={open === 'extend'} onClose={close} onDone={done} />
      <AskDialog
        open={open === 'pause'}
        title={t('session.pause.title', { title: session.title })}
        okText={t('session.pause.ok')}
        askReason
        onClose={close}
        onConfirm={(reason) => pauseExam(examId, reason).then(() => done(t('done.paused')))}
      >
        <p>{t('session.pause.text')}</p>
      </AskDialog>
      <AskDialog
        open={open === 'resume'}
        title={t('session.resume.title', { title: session.title })}
        okText={t('session.resume.ok')}
        onClose={close}
        onConfirm={() => resumeExam(examId).then(() => done(t('done.resumed')))}
      >
        <p>{t('session.resume.text')}</p>
      </AskDialog>
      <AccessCodeDialog
        examId={examId}
        code={session.accessCode}
        mayChange={whole && (held || session.phase === 'upcoming')}
        open={open === 'code'}
        onClose={close}
        onDone={done}
      />
      <EventLog examId={examId} board={board} open={open === 'log'} onClose={close} onDone={onDone} />
    </>
  );
}

interface ExtendDialogProps {
  readonly examId: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onDone: (text: string) => void;
}

function ExtendDialog({ examId, open, onClose, onDone }: ExtendDialogProps) {
  const [minutes, setMinutes] = useState(5);
  const [reason, setReason] = useState(reasons()[1] ?? '');
  return (
    <AskDialog
      open={open}
      title={t('session.extend.title')}
      okText={t('session.extend.ok', { n: minutes })}
      onClose={onClose}
      onConfirm={() => extendTime(examId, minutes, reason).then(() => onDone(t('done.all', { n: minutes })))}
    >
      <p>{t('session.extend.text')}</p>
      <Segmented
        aria-label={t('session.extend.minutes')}
        value={minutes}
        onChange={setMinutes}
        options={[5, 10, 15, 20, 30].map((value) => ({ value, label: t('event.minutes', { n: value }) }))}
      />
      <ReasonChips value={reason} onChange={setReason} />
    </AskDialog>
  );
}
