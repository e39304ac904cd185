import { Button } from 'antd';
import { Clock3, MonitorSmartphone, PencilLine } from 'lucide-react';
import { useState } from 'react';
import { AskDialog } from '../office-kit/ask-dialog.js';
import { RefusalNote } from '../office-kit/load-error.js';
import { extendTime, forceSubmit, noteIncident, resetDevice } from './api.js';
import type { Board, Candidate } from './api.js';
import { isAtScreen, isDone } from './board-view.js';
import { NoteForm } from './note-form.js';
import { ReasonChips, reasons } from './phrases.js';
import { boardText as t } from './text.js';
import { refuseSkipped, useDeed } from './use-deed.js';

interface CandidateDeedsProps {
  readonly examId: string;
  readonly session: Board['session'];
  readonly candidate: Candidate;
  readonly onDone: () => void;
}

type Deed = ReturnType<typeof useDeed>;

/** What an invigilator does for one person. Giving time and freeing the device are one click; what ends the exam asks. */
export function CandidateDeeds({ examId, session, candidate, onDone }: CandidateDeedsProps) {
  const { personId, name } = candidate;
  const [reason, setReason] = useState<string>(reasons()[0] ?? '');
  const [writing, setWriting] = useState(false);
  const deed = useDeed(onDone);
  const extend = (minutes: number): Promise<void> =>
    deed.run(`extend${minutes}`, async () => {
      const given = await extendTime(examId, minutes, reason, [personId]);
      refuseSkipped(given);
      const key = minutes < 0 ? 'done.takenBack' : given.running > 0 ? 'done.extended' : 'done.waiting';
      return { text: t(key, { name, n: Math.abs(minutes) }), ...(minutes > 0 ? { minutes } : {}) };
    });
  // A printed paper has no clock, no device and no submission of its own: it ends when it is keyed in.
  const held =
    (session.phase === 'open' || isAtScreen(candidate)) && !isDone(candidate) && candidate.status !== 'on_paper';
  return (
    <div className="oi-deeds">
      {held ? <ReasonChips value={reason} onChange={setReason} /> : null}
      <div className="oi-buttons">
        {held
          ? [5, 10].map((minutes) => (
              <Button
                key={minutes}
                icon={<Clock3 size={16} aria-hidden />}
                loading={deed.busy === `extend${minutes}`}
                disabled={reason.trim().length < 2 || deed.busy !== null}
                onClick={() => void extend(minutes)}
              >
                {t('do.extend', { n: minutes })}
              </Button>
            ))
          : null}
        {session.oneDevice && isAtScreen(candidate) ? (
          <DeviceButton examId={examId} candidate={candidate} reason={reason} deed={deed} />
        ) : null}
        <Button icon={<PencilLine size={16} aria-hidden />} onClick={() => setWriting((before) => !before)}>
          {t('do.note')}
        </Button>
        {isAtScreen(candidate) ? <ForceButton examId={examId} candidate={candidate} deed={deed} /> : null}
      </div>
      {writing ? (
        <NoteForm
          onSave={(text) => noteIncident(examId, text, personId)}
          onSaved={() => {
            setWriting(false);
            deed.say(t('done.note'));
          }}
        />
      ) : null}
      <SaidNote deed={deed} onTakeBack={(minutes) => void extend(-minutes)} />
      <RefusalNote error={deed.error} />
    </div>
  );
}

function SaidNote({ deed, onTakeBack }: { readonly deed: Deed; readonly onTakeBack: (minutes: number) => void }) {
  if (!deed.said) return null;
  const { text, minutes } = deed.said;
  return (
    <div className="ok-note ok-note-info" role="status">
      <span className="grow">{text}</span>
      {minutes === undefined ? null : (
        <Button size="small" disabled={deed.busy !== null} onClick={() => onTakeBack(minutes)}>
          {t('do.takeBack')}
        </Button>
      )}
    </div>
  );
}

interface DeedButtonProps extends Pick<CandidateDeedsProps, 'examId' | 'candidate'> {
  readonly deed: Deed;
}

function DeviceButton({ examId, candidate, reason, deed }: DeedButtonProps & { readonly reason: string }) {
  const free = candidate.device === 'free';
  return (
    <Button
      icon={<MonitorSmartphone size={16} aria-hidden />}
      loading={deed.busy === 'device'}
      disabled={free || reason.trim().length < 2 || deed.busy !== null}
      onClick={() =>
        void deed.run('device', async () => {
          await resetDevice(examId, candidate.personId, reason);
          return { text: t('done.device', { name: candidate.name }) };
        })
      }
    >
      {t(free ? 'do.device.free' : 'do.device')}
    </Button>
  );
}

function ForceButton({ examId, candidate, deed }: DeedButtonProps) {
  const { name, personId } = candidate;
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button danger disabled={deed.busy !== null} onClick={() => setAsking(true)}>
        {t('do.force')}
      </Button>
      <AskDialog
        open={asking}
        title={t('do.force.title', { name })}
        okText={t('do.force.ok')}
        danger
        askReason
        onClose={() => setAsking(false)}
        onConfirm={async (why) => {
          refuseSkipped(await forceSubmit(examId, personId, why));
          deed.say(t('done.forced', { name }));
        }}
      >
        <p>{t('do.force.text', { n: candidate.answered, of: candidate.total })}</p>
      </AskDialog>
    </>
  );
}
