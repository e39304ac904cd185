import { api } from '../../shared/api/client.js';
import type { Account, CreateAccountDto, CreatedAccount, GrantDto } from '../../shared/api/types.js';

export interface OpenedAccount {
  readonly name: string;
  readonly account: string;
  readonly password: string;
  readonly organisation: string;
}

export const addAccount = (body: CreateAccountDto): Promise<CreatedAccount> =>
  api.post<CreatedAccount>('/accounts', { body });

export const openAccounts = (organisationId: string): Promise<{ created: number; accounts: OpenedAccount[] }> =>
  api.post<{ created: number; accounts: OpenedAccount[] }>('/account-batches', { body: { organisationId } });

export const resetPassword = (id: string): Promise<{ password: string }> =>
  api.post<{ password: string }>(`/accounts/${id}/password-reset`, { body: {} });

export const setAccountStatus = (id: string, status: Account['status']): Promise<unknown> =>
  api.patch(`/accounts/${id}`, { body: { status } });

export const addGrant = (id: string, body: GrantDto): Promise<unknown> => api.post(`/accounts/${id}/grants`, { body });

export const removeGrant = (id: string, grantId: string): Promise<unknown> =>
  api.delete(`/accounts/${id}/grants/${grantId}`);
