import type { ExamSession } from '../../shared/api/types.js';
import { windowText } from '../office-kit/exam-phase.js';
import type { Rooms, Seat } from './api.js';
import { boardText as t } from './text.js';

/** `seats`: by seat, to be signed, for the invigilator; `door`: by name, to be read by those who come. */
export type SheetKind = 'seats' | 'door';

interface SeatingSheetProps {
  readonly kind: SheetKind;
  readonly exam: ExamSession;
  readonly rooms: Rooms;
  readonly seats: readonly Seat[];
}

/** A page or more for each room, A4; on screen it is not there. */
export function SeatingSheet({ kind, exam, rooms, seats }: SeatingSheetProps) {
  return (
    <div className={`oi-sheet oi-${kind}`}>
      {rooms.rooms.map((room) => {
        const sitting = seats.filter(({ roomId }) => roomId === room.id);
        const rows = kind === 'seats' ? sitting : sitting.toSorted((a, b) => a.name.localeCompare(b.name, 'zh-CN'));
        return rows.length === 0 ? null : (
          <section key={room.id}>
            <table>
              <thead>
                {/* In the table's head it is on every page: a loose second page still names its room. */}
                <tr className="oi-top">
                  <td colSpan={kind === 'seats' ? 4 : 3}>
                    <h2>
                      {exam.title} · {room.name} · {t(kind === 'seats' ? 'seat.sheet' : 'seat.door')}
                    </h2>
                    <p>
                      {[
                        windowText(exam),
                        t('seat.count', { n: rows.length }),
                        room.invigilators.length > 0
                          ? t('invigilators', { names: room.invigilators.map(({ name }) => name).join('、') })
                          : null,
                      ]
                        .filter(Boolean)
                        .join(' · ')}
                    </p>
                  </td>
                </tr>
                <tr>
                  {kind === 'seats' ? <th className="n">{t('seat.col.seat')}</th> : null}
                  <th>{t('seat.col.name')}</th>
                  <th>{t('seat.col.unit')}</th>
                  {kind === 'seats' ? (
                    <th className="s">{t('seat.col.sign')}</th>
                  ) : (
                    <th className="n">{t('seat.col.seat')}</th>
                  )}
                </tr>
              </thead>
              <tbody>
                {rows.map((one) => (
                  <tr key={one.personId}>
                    {kind === 'seats' ? <td className="n">{one.seat}</td> : null}
                    <td>{one.name}</td>
                    <td>{one.unitName}</td>
                    {kind === 'seats' ? <td className="s" /> : <td className="n">{one.seat}</td>}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        );
      })}
    </div>
  );
}
