import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, InputNumber, Select } from 'antd';
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Problem } from '../../shared/api/problem.js';
import type { ExamSession } from '../../shared/api/types.js';
import { countText } from '../../shared/time/points.js';
import { Frac, Status } from '../../shared/ui/index.js';
import { ConflictNotice } from '../office-kit/conflict-notice.js';
import { kitText } from '../office-kit/kit-text.js';
import { useLeaveGuard } from '../office-kit/leave-guard.js';
import { RefusalNote } from '../office-kit/load-error.js';
import { roomsKey, saveRooms, seatingKey, useInvigilatorOptions } from './api.js';
import type { Rooms } from './api.js';
import { draftOf, inputOf, placesOf } from './rooms-draft.js';
import type { Named, RoomDraft, RoomsDraft } from './rooms-draft.js';
import { boardText as t } from './text.js';

interface RoomsEditorProps {
  readonly exam: ExamSession;
  readonly rooms: Rooms;
  readonly mayEdit: boolean;
}

/** 考场 and 监考 of one exam. */
export function RoomsEditor({ exam, rooms, mayEdit }: RoomsEditorProps) {
  const [draft, setDraft] = useState<RoomsDraft | null>(null);
  const save = useSaveRooms(exam.id, rooms, () => setDraft(null));
  const guard = useLeaveGuard(draft !== null);
  const shown = draft ?? draftOf(rooms);
  const change = (index: number, change: Partial<RoomDraft>): void =>
    setDraft({ ...shown, rooms: shown.rooms.map((room, at) => (at === index ? { ...room, ...change } : room)) });
  const add = (): void => {
    const n = shown.rooms.length + 1;
    const room = { key: `new-${n}-${Date.now()}`, id: null, capacity: 30, entries: 0, invigilators: [] };
    setDraft({ ...shown, rooms: [...shown.rooms, { ...room, name: t('rooms.newName', { n }) }] });
  };
  return (
    <section className="ok-card ok-pad ok-stack" aria-label={t('rooms')}>
      {guard.dialog}
      <div className="row ok-gap">
        <h2 className="grow">{t('rooms')}</h2>
        <Places rooms={shown.rooms} people={exam.entryCount} />
      </div>
      {shown.rooms.length === 0 ? <p className="ok-mut">{t('rooms.none')}</p> : null}
      {shown.rooms.length > 0 ? (
        <div className="ok-scroll">
          <table className="ok-plain oi-room-table">
            <thead>
              <tr>
                <th>{t('rooms.name')}</th>
                <th>{t('rooms.capacity')}</th>
                <th className="ok-num">{t('rooms.placed')}</th>
                <th>{t('rooms.people')}</th>
                <th />
              </tr>
            </thead>
            <tbody>
              {shown.rooms.map((room, index) => (
                <RoomRow
                  key={room.key}
                  examId={exam.id}
                  room={room}
                  index={index}
                  mayEdit={mayEdit}
                  onChange={(next) => change(index, next)}
                  onRemove={() => setDraft({ ...shown, rooms: shown.rooms.filter((_, at) => at !== index) })}
                />
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      <label className="ok-label oi-whole">
        {t('rooms.whole')}
        <People
          examId={exam.id}
          label={t('rooms.whole')}
          value={shown.invigilators}
          mayEdit={mayEdit}
          onChange={(invigilators) => setDraft({ ...shown, invigilators })}
        />
      </label>
      {save.conflict ? <ConflictNotice onReload={save.reload} onKeep={() => save.keep(shown)} /> : null}
      <RefusalNote error={save.error} />
      {mayEdit ? (
        <div className="ok-actions">
          <Button icon={<Plus size={16} aria-hidden />} onClick={add}>
            {t('rooms.add')}
          </Button>
          <Button type="primary" disabled={draft === null} loading={save.busy} onClick={() => void save.run(shown)}>
            {t('rooms.save')}
          </Button>
        </div>
      ) : (
        <p className="ok-dim">{t('rooms.readOnly')}</p>
      )}
    </section>
  );
}

/** Do the seats suffice? Names how many are missing. */
function Places({ rooms, people }: { readonly rooms: readonly RoomDraft[]; readonly people: number }) {
  const places = placesOf(rooms);
  if (rooms.length === 0 || places === null) return null;
  return (
    <span className="row ok-gap">
      <span className="ok-mut">
        {t('rooms.seats')} <Frac n={places} of={people} size={16} />
      </span>
      <Status kind={places >= people ? 'pass' : 'stop'}>
        {places >= people ? t('rooms.enough') : t('rooms.short', { n: people - places })}
      </Status>
    </span>
  );
}

interface RoomRowProps {
  readonly examId: string;
  readonly room: RoomDraft;
  readonly index: number;
  readonly mayEdit: boolean;
  readonly onChange: (change: Partial<RoomDraft>) => void;
  readonly onRemove: () => void;
}

function RoomRow({ examId, room, index, mayEdit, onChange, onRemove }: RoomRowProps) {
  return (
    <tr>
      <td>
        <Input
          aria-label={t('rooms.name.n', { n: index + 1 })}
          value={room.name}
          maxLength={40}
          disabled={!mayEdit}
          status={room.name.trim() === '' ? 'error' : ''}
          onChange={(event) => onChange({ name: event.target.value })}
        />
      </td>
      <td>
        <InputNumber
          className="oi-capacity"
          aria-label={t('rooms.capacity.n', { name: room.name })}
          value={room.capacity}
          min={1}
          max={10_000}
          precision={0}
          placeholder={t('rooms.capacity.any')}
          disabled={!mayEdit}
          onChange={(capacity) => onChange({ capacity })}
        />
      </td>
      <td className="ok-num">{countText(room.entries)}</td>
      <td>
        <People
          examId={examId}
          label={t('rooms.people.n', { name: room.name })}
          value={room.invigilators}
          mayEdit={mayEdit}
          onChange={(invigilators) => onChange({ invigilators })}
        />
      </td>
      <td>
        {mayEdit ? (
          <Button
            type="text"
            aria-label={t('rooms.remove', { name: room.name })}
            icon={<Trash2 size={16} aria-hidden />}
            onClick={onRemove}
          />
        ) : null}
      </td>
    </tr>
  );
}

interface PeopleProps {
  readonly examId: string;
  readonly label: string;
  readonly value: readonly Named[];
  readonly mayEdit: boolean;
  readonly onChange: (named: Named[]) => void;
}

function People({ examId, label, value, mayEdit, onChange }: PeopleProps) {
  const [q, setQ] = useState('');
  const [open, setOpen] = useState(false);
  const options = useInvigilatorOptions(examId, q, open && mayEdit);
  const known = new Map([...value, ...(options.data ?? [])].map((one) => [one.accountId, one]));
  return (
    <Select
      mode="multiple"
      className="oi-people"
      aria-label={label}
      placeholder={t('rooms.find')}
      disabled={!mayEdit}
      value={value.map(({ accountId }) => accountId)}
      onOpenChange={setOpen}
      showSearch={{ filterOption: false, onSearch: setQ }}
      loading={options.isFetching}
      notFoundContent={options.isPending && open ? null : kitText('none')}
      options={[...known.values()].map((one) => ({
        value: one.accountId,
        label: 'unitName' in one && one.unitName ? `${one.name}（${String(one.unitName)}）` : one.name,
      }))}
      onChange={(ids: string[]) =>
        onChange(
          ids.flatMap((accountId) => {
            const one = known.get(accountId);
            return one ? [{ accountId, name: one.name }] : [];
          }),
        )
      }
    />
  );
}

function useSaveRooms(examId: string, rooms: Rooms, onSaved: () => void) {
  const client = useQueryClient();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const conflict = error instanceof Problem && error.status === 412;
  const put = async (draft: RoomsDraft, version: number): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      client.setQueryData(roomsKey(examId), await saveRooms(examId, inputOf(draft), version));
      void client.invalidateQueries({ queryKey: seatingKey(examId) });
      void client.invalidateQueries({ queryKey: ['office', 'exams', 'one', examId] });
      void message.success(t('rooms.saved'));
      onSaved();
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  };
  const latest = async (): Promise<Rooms | undefined> => {
    await client.refetchQueries({ queryKey: roomsKey(examId) });
    return client.getQueryData<Rooms>(roomsKey(examId));
  };
  return {
    busy,
    conflict,
    error: conflict ? null : error,
    run: (draft: RoomsDraft) => put(draft, rooms.version),
    reload: async () => {
      await latest();
      setError(null);
      onSaved();
    },
    keep: async (draft: RoomsDraft) => put(draft, (await latest())?.version ?? rooms.version),
  };
}
