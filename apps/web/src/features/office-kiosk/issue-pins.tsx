import { useQueryClient } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { saveBlob } from '../../shared/api/client.js';
import type { IssuedPins } from '../../shared/api/types.js';
import { AskDialog } from '../office-kit/ask-dialog.js';
import { toCsv } from '../office-kit/csv.js';
import { PersonPicker } from '../office-kit/pickers.js';
import { useOrganisation } from '../office-kit/references.js';
import { issuePins } from './api.js';
import { kioskText as t } from './text.js';

interface IssuePinsProps {
  readonly open: boolean;
  readonly organisationId: string;
  readonly onClose: () => void;
  readonly onIssued: (pins: IssuedPins) => void;
}

/** PINs for everybody who has none, or a new one for one person who forgot his. */
export function IssuePins({ open, organisationId, onClose, onIssued }: IssuePinsProps) {
  const client = useQueryClient();
  const organisation = useOrganisation(organisationId);
  const [personId, setPersonId] = useState<string>();
  return (
    <AskDialog
      open={open}
      title={t('pins.title', { name: organisation.data?.name ?? '' })}
      okText={t('pins.ok')}
      onClose={() => {
        setPersonId(undefined);
        onClose();
      }}
      onConfirm={async () => {
        onIssued(await issuePins(organisationId, personId));
        await client.invalidateQueries({ queryKey: ['office'] });
      }}
    >
      <p>{t('pins.text')}</p>
      <label className="ok-label">
        {t('pins.who')}
        <PersonPicker
          organisationId={organisationId}
          label={t('pins.who')}
          placeholder={t('pins.all')}
          onChange={setPersonId}
          {...(personId ? { value: personId } : {})}
        />
      </label>
      {personId ? <p>{t('pins.again')}</p> : null}
    </AskDialog>
  );
}

/** PINs that were given out, shown once; the sheet is made here and never stored. */
export function IssuedPinsDialog({
  issued,
  onClose,
}: {
  readonly issued: IssuedPins | null;
  readonly onClose: () => void;
}) {
  const pins = issued?.pins ?? [];
  const save = (): void => {
    const text = toCsv(
      [t('pins.person'), t('pins.unit'), t('pins.pin')],
      pins.map((slip) => [slip.name, slip.organisation, slip.pin]),
    );
    saveBlob(new Blob([text], { type: 'text/csv;charset=utf-8' }), t('pins.file'));
  };
  return (
    <Modal
      open={issued !== null}
      title={t('pins.done', { n: pins.length })}
      width={640}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={
        <>
          <Button onClick={onClose}>{t('close')}</Button>
          {pins.length > 0 ? (
            <Button type="primary" icon={<Download size={16} aria-hidden />} onClick={save}>
              {t('pins.download')}
            </Button>
          ) : null}
        </>
      }
    >
      <div className="ok-stack">
        {issued && issued.withoutAccount > 0 ? <p>{t('pins.without', { n: issued.withoutAccount })}</p> : null}
        {pins.length === 0 ? (
          <p>{t('pins.none')}</p>
        ) : (
          <>
            <p className="ok-note ok-note-warn">{t('pins.once')}</p>
            <div className="ok-scroll okk-pins">
              <table className="ok-plain" aria-label={t('pins.pin')}>
                <thead>
                  <tr>
                    <th>{t('pins.person')}</th>
                    <th>{t('pins.unit')}</th>
                    <th>{t('pins.pin')}</th>
                  </tr>
                </thead>
                <tbody>
                  {pins.map((slip) => (
                    <tr key={slip.personId}>
                      <td>{slip.name}</td>
                      <td>{slip.organisation}</td>
                      <td>
                        <code>{slip.pin}</code>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </>
        )}
      </div>
    </Modal>
  );
}
