import { api } from '../../shared/api/client.js';
import type { IssuedPins, KioskPairing } from '../../shared/api/types.js';

export interface NewKiosk {
  readonly organisationId: string;
  readonly name: string;
  readonly place?: string;
  readonly examSessionId?: string;
}

export const registerKiosk = (body: NewKiosk): Promise<KioskPairing> => api.post<KioskPairing>('/kiosks', { body });

export const pairAgain = (id: string): Promise<KioskPairing> =>
  api.post<KioskPairing>(`/kiosks/${id}/pairing`, { body: {} });

export const revokeKiosk = (id: string): Promise<unknown> => api.delete(`/kiosks/${id}`);

export const issuePins = (organisationId: string, personId?: string): Promise<IssuedPins> =>
  api.post<IssuedPins>('/kiosk-pins', { body: { organisationId, ...(personId ? { personIds: [personId] } : {}) } });
