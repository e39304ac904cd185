import { useState } from 'react';
import type { IssuedPins } from '../../shared/api/types.js';
import { AskDialog } from '../office-kit/ask-dialog.js';
import { useOrganisation } from '../office-kit/references.js';
import { issueBadges, issuePins, issuePinSlips, type Receivers, type Sheet } from './api.js';
import { PinShown } from './pin-shown.js';
import { SheetDone } from './sheet-done.js';
import { kioskText as t } from './text.js';

export interface Issue {
  readonly kind: 'badges' | 'pins';
  readonly to: Receivers;
}

type HandedOut =
  | { readonly kind: Issue['kind']; readonly sheet: Sheet }
  /** One person's PIN, to be told him at once. */
  | { readonly kind: 'pin'; readonly issued: IssuedPins };

async function handOut({ kind, to }: Issue): Promise<HandedOut> {
  if (kind === 'badges') return { kind, sheet: await issueBadges(to) };
  if (to.personIds?.length === 1) return { kind: 'pin', issued: await issuePins(to) };
  return { kind, sheet: await issuePinSlips(to) };
}

interface IssueDialogProps {
  readonly issue: Issue | null;
  readonly onClose: () => void;
  readonly onIssued: () => Promise<void>;
}

/** Asks who gets badges or PINs, and then shows what is handed out: it is there once. */
export function IssueDialog({ issue, onClose, onIssued }: IssueDialogProps) {
  const [done, setDone] = useState<HandedOut | null>(null);
  const place = useOrganisation(issue?.to.organisationId);
  const kind = issue?.kind ?? 'badges';
  const chosen = issue?.to.personIds?.length ?? 0;
  return (
    <>
      <AskDialog
        open={issue !== null}
        title={t(`${kind}.title`)}
        okText={t(`${kind}.ok`)}
        onClose={onClose}
        onConfirm={async () => {
          if (!issue) return;
          setDone(await handOut(issue));
          await onIssued();
        }}
      >
        <p>{chosen > 0 ? t(`${kind}.chosen`, { n: chosen }) : t(`${kind}.all`, { name: place.data?.name ?? '' })}</p>
        <p className="ok-mut">{t(`${kind}.how`)}</p>
      </AskDialog>
      <SheetDone
        kind={done && done.kind !== 'pin' ? done.kind : null}
        sheet={done && done.kind !== 'pin' ? done.sheet : null}
        onClose={() => setDone(null)}
      />
      <PinShown issued={done?.kind === 'pin' ? done.issued : null} onClose={() => setDone(null)} />
    </>
  );
}
