import { api } from '../../shared/api/client.js';
import type { IssuedPins, Kiosk, KioskPairing } from '../../shared/api/types.js';
import { tagOf } from '../office-kit/etag.js';

/** Fields of the form: `place` and `examSessionId` empty when not said. */
export interface KioskValues {
  readonly organisationId: string;
  readonly name: string;
  readonly place?: string | undefined;
  readonly examSessionId?: string | undefined;
  readonly badgeAlone?: boolean;
}

export const registerKiosk = (values: KioskValues): Promise<KioskPairing> => {
  const { organisationId, name, place, examSessionId, badgeAlone = false } = values;
  return api.post<KioskPairing>('/kiosks', {
    body: {
      organisationId,
      name: name.trim(),
      badgeAlone,
      ...(place?.trim() ? { place: place.trim() } : {}),
      ...(examSessionId ? { examSessionId } : {}),
    },
  });
};

export const editKiosk = (id: string, version: number | undefined, values: KioskValues): Promise<Kiosk> =>
  api.patch<Kiosk>(`/kiosks/${id}`, {
    ifMatch: tagOf(version),
    body: {
      name: values.name.trim(),
      place: values.place?.trim() ?? '',
      examSessionId: values.examSessionId ?? null,
      badgeAlone: values.badgeAlone ?? false,
    },
  });

export const pairAgain = (id: string): Promise<KioskPairing> =>
  api.post<KioskPairing>(`/kiosks/${id}/pairing`, { body: {} });

export const revokeKiosk = (id: string): Promise<unknown> => api.delete(`/kiosks/${id}`);

/** Whom something is given to: these people, or everybody of the unit who has none yet. */
export interface Receivers {
  readonly organisationId: string;
  readonly personIds?: readonly string[];
}

/** A file that the server makes and keeps nowhere. */
export interface Sheet {
  readonly blob: Blob;
  readonly name: string;
}

async function sheetOf(path: string, body: Receivers, fallback: string): Promise<Sheet> {
  const { blob, name } = await api.file(path, { body }, 'POST');
  return { blob, name: name ?? fallback };
}

export const issueBadges = (to: Receivers): Promise<Sheet> => sheetOf('/kiosk-badges', to, 'badges.pdf');

export const issuePinSlips = (to: Receivers): Promise<Sheet> => sheetOf('/kiosk-pins/slips', to, 'pins.pdf');

export const issuePins = (to: Receivers): Promise<IssuedPins> => api.post<IssuedPins>('/kiosk-pins', { body: to });

export const revokeBadge = (personId: string): Promise<unknown> => api.delete(`/kiosk-badges/${personId}`);
