import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Segmented, Select } from 'antd';
import { Printer, Shuffle } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ExamSession } from '../../shared/api/types.js';
import { countText } from '../../shared/time/points.js';
import { Status } from '../../shared/ui/index.js';
import { AskDialog } from '../office-kit/ask-dialog.js';
import { RefusalNote } from '../office-kit/load-error.js';
import { QueryBlock } from '../office-kit/query-block.js';
import { assignSeats, giveSeat, roomsKey, seatingKey, useSeating } from './api.js';
import type { Rooms, Seat, SeatingOrder } from './api.js';
import { SeatingSheet } from './seating-sheet.js';
import type { SheetKind } from './seating-sheet.js';
import { boardText as t } from './text.js';

interface SeatingProps {
  readonly exam: ExamSession;
  readonly rooms: Rooms;
}

/** Who sits where: all at once by a rule, one by one by hand, on paper for the door. */
export function Seating({ exam, rooms }: SeatingProps) {
  const published = exam.status === 'published';
  const seating = useSeating(exam.id, published);
  const [sheet, setSheet] = useState<SheetKind | null>(null);
  useEffect(() => {
    if (sheet) window.print();
  }, [sheet]);
  useEffect(() => {
    const over = (): void => setSheet(null);
    window.addEventListener('afterprint', over);
    return () => window.removeEventListener('afterprint', over);
  }, []);
  if (!published) return <p className="ok-note ok-note-info">{t('seat.draft')}</p>;
  return (
    <>
      <QueryBlock query={seating}>
        {(seats) => (
          <section className="ok-card ok-pad ok-stack" aria-label={t('seat.title')}>
            <div className="row ok-gap">
              <h2 className="grow">{t('seat.title')}</h2>
              {seats.some(({ seat }) => seat !== null) ? (
                <>
                  <Button icon={<Printer size={16} aria-hidden />} onClick={() => setSheet('seats')}>
                    {t('seat.print')}
                  </Button>
                  <Button icon={<Printer size={16} aria-hidden />} onClick={() => setSheet('door')}>
                    {t('seat.print.door')}
                  </Button>
                </>
              ) : null}
            </div>
            <Assign exam={exam} rooms={rooms} seats={seats} />
            <Unseated exam={exam} rooms={rooms} seats={seats} />
            <RoomLists rooms={rooms} seats={seats} />
          </section>
        )}
      </QueryBlock>
      {sheet && seating.data ? <SeatingSheet kind={sheet} exam={exam} rooms={rooms} seats={seating.data} /> : null}
    </>
  );
}

function useReseat(examId: string): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: seatingKey(examId) }),
      client.invalidateQueries({ queryKey: roomsKey(examId) }),
    ]);
  };
}

interface ListProps extends SeatingProps {
  readonly seats: readonly Seat[];
}

function Assign({ exam, rooms, seats }: ListProps) {
  const [by, setBy] = useState<SeatingOrder>('order');
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const { message } = App.useApp();
  const reseat = useReseat(exam.id);
  const seated = seats.filter(({ seat }) => seat !== null).length;
  const assign = async (): Promise<void> => {
    await assignSeats(exam.id, by);
    await reseat();
    void message.success(t('seat.done', { n: countText(seats.length) }));
  };
  const run = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await assign();
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  };
  const ready = rooms.rooms.length > 0;
  return (
    <>
      <div className="ok-actions">
        <Segmented
          aria-label={t('seat.how')}
          value={by}
          onChange={setBy}
          options={(['order', 'random', 'apart'] as const).map((value) => ({ value, label: t(`seat.${value}`) }))}
        />
        <Button
          type={seated === 0 ? 'primary' : 'default'}
          icon={<Shuffle size={16} aria-hidden />}
          disabled={!ready}
          loading={busy}
          onClick={() => (seated === 0 ? void run() : setAsking(true))}
        >
          {t(!ready ? 'seat.noRooms' : seated === 0 ? 'seat.go' : 'seat.again')}
        </Button>
      </div>
      <RefusalNote error={error} />
      <AskDialog
        open={asking}
        title={t('seat.again.title', { title: exam.title })}
        okText={t('seat.go')}
        onClose={() => setAsking(false)}
        onConfirm={assign}
      >
        <p>{t('seat.again.text', { n: countText(seats.length) })}</p>
      </AskDialog>
    </>
  );
}

/** Everybody who has no seat, by name, with a room to put him in. */
function Unseated({ exam, rooms, seats }: ListProps) {
  const [error, setError] = useState<unknown>(null);
  const reseat = useReseat(exam.id);
  const missing = seats.filter(({ seat }) => seat === null);
  if (missing.length === seats.length) return <p className="ok-mut">{t('seat.nobody')}</p>;
  if (missing.length === 0) return <Status kind="pass">{t('seat.all')}</Status>;
  const give = async (personId: string, roomId: string): Promise<void> => {
    setError(null);
    try {
      await giveSeat(exam.id, personId, roomId);
      await reseat();
    } catch (refused) {
      setError(refused);
    }
  };
  return (
    <div className="ok-note ok-note-warn">
      <div className="ok-grow">
        <b>{t('seat.none.title', { n: countText(missing.length) })}</b>
        <ul className="oi-unseated">
          {missing.map((one) => (
            <li key={one.personId}>
              <b>{one.name}</b>
              <span className="ok-mut grow">{one.unitName}</span>
              <Select
                aria-label={t('seat.none.give', { name: one.name })}
                placeholder={t('seat.col.room')}
                className="ok-pick"
                value={null}
                options={rooms.rooms.map(({ id, name }) => ({ value: id, label: name }))}
                onChange={(roomId: string | null) => (roomId ? void give(one.personId, roomId) : undefined)}
              />
            </li>
          ))}
        </ul>
        <RefusalNote error={error} />
      </div>
    </div>
  );
}

function RoomLists({ rooms, seats }: Pick<ListProps, 'rooms' | 'seats'>) {
  return (
    <div className="oi-lists">
      {rooms.rooms.map((room) => {
        const sitting = seats.filter(({ roomId }) => roomId === room.id);
        return sitting.length === 0 ? null : (
          <div key={room.id}>
            <div className="row">
              <h3 className="grow">{room.name}</h3>
              <span className="ok-dim">{t('seat.count', { n: countText(sitting.length) })}</span>
            </div>
            <div className="oi-scroll">
              <table className="ok-plain">
                <thead>
                  <tr>
                    <th>{t('seat.col.seat')}</th>
                    <th>{t('seat.col.name')}</th>
                    <th>{t('seat.col.unit')}</th>
                  </tr>
                </thead>
                <tbody>
                  {sitting.map((one) => (
                    <tr key={one.personId}>
                      <td>{one.seat}</td>
                      <td className="nowrap">{one.name}</td>
                      <td>{one.unitName}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </div>
        );
      })}
    </div>
  );
}
