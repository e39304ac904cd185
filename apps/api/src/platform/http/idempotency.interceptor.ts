import { createHash } from 'node:crypto';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Observable, firstValueFrom, from } from 'rxjs';
import { FieldCipher } from '../crypto/field-cipher.js';
import { GroupCommit } from '../db/group-commit.js';
import { SqlPool } from '../db/sql-pool.js';
import { UnitOfWork } from '../db/unit-of-work.js';
import { DomainError } from '../errors/domain-error.js';
import { ctxOf, type Ctx } from './context.js';
import { isRepeatable } from './repeatable.js';
import { isSaidOnce } from './said-once.js';
import { bodyDigestOf } from './upload.js';

/** Answers may hold a temporary password or a person's data, so they rest encrypted. */
const PURPOSE = 'idempotency.body';

interface Claim {
  readonly accountId: string;
  readonly key: string;
  readonly hash: string;
}

interface StoredReply {
  request_hash: string;
  status: number | null;
  body: string | null;
}

/** The answer as the client gets it again: without its ETag he could not go on editing what he has created. */
interface StoredAnswer {
  readonly body?: unknown;
  readonly etag?: string | undefined;
  /** What its reader held when it was made; missing in the answers of before, which are not given again. */
  readonly rights?: readonly string[];
}

/**
 * Contract 4: the same Idempotency-Key and body give the same answer, with one effect. The key's row, the effect and the
 * stored answer are one transaction: whoever comes second waits on the unique key and then reads the first one's answer. Guards
 * ask anew who he is; what the verb asked of him is not asked again, so he must still hold every right that he held then.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  private readonly claims = new GroupCommit<Claim, string>({
    keyOf: ({ accountId, key }) => `${accountId} ${key}`,
    write: (claims) => this.claim(claims),
  });

  constructor(
    private readonly uow: UnitOfWork,
    private readonly sql: SqlPool,
    private readonly cipher: FieldCipher,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const key = request.headers['idempotency-key'];
    const ctx = ctxOf(request);
    if (request.method !== 'POST' || typeof key !== 'string' || ctx.actor.kind !== 'account') return next.handle();
    if (!/^[\x21-\x7e]{8,128}$/.test(key)) throw new DomainError('request-malformed');
    const { accountId } = ctx.account;
    return from(
      isRepeatable(context.getHandler())
        ? this.repeated(accountId, key, request, next)
        : this.once({ accountId, key }, context, next),
    );
  }

  /** The key is only kept from another content: the verb itself sees to it that there is one effect. */
  private async repeated(accountId: string, key: string, request: FastifyRequest, next: CallHandler): Promise<unknown> {
    const hash = await hashOf(request);
    if ((await this.claims.add({ accountId, key, hash })) !== hash) throw new DomainError('idempotency-key-reused');
    try {
      return await firstValueFrom(next.handle(), { defaultValue: undefined });
    } catch (error) {
      // What was refused has had no effect: the key may be used for the mended content.
      await this.sql.single
        .query(`DELETE FROM idempotency_key WHERE account_id = $1 AND key = $2 AND request_hash = $3`, [
          accountId,
          key,
          hash,
        ])
        .catch(() => undefined);
      throw error;
    }
  }

  private async once(
    { accountId, key }: Pick<Claim, 'accountId' | 'key'>,
    context: ExecutionContext,
    next: CallHandler,
  ): Promise<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const hash = await hashOf(request);
    return this.uow.run(ctxOf(request), async (tx) => {
      const [fresh] = await tx.query<{ key: string }>(
        `INSERT INTO idempotency_key (account_id, key, request_hash) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING key`,
        [accountId, key, hash],
      );
      if (!fresh) {
        const stored = await tx.one<StoredReply>(
          `SELECT request_hash, status, body FROM idempotency_key WHERE account_id = $1 AND key = $2`,
          [accountId, key],
        );
        if (!stored || stored.request_hash !== hash || stored.status === null)
          throw new DomainError('idempotency-key-reused');
        if (stored.body === null) throw new DomainError('answer-said-once');
        const { body, etag, rights } = JSON.parse(this.cipher.decrypt(stored.body, PURPOSE)) as StoredAnswer;
        const held = rightsOf(ctxOf(request));
        if (!rights?.every((right) => held.includes(right))) throw new DomainError('answer-withheld');
        void reply.status(stored.status).header('idempotent-replay', 'true');
        if (etag !== undefined) void reply.header('etag', etag);
        return body;
      }
      const body: unknown = await firstValueFrom(next.handle(), { defaultValue: undefined });
      await tx.query(`UPDATE idempotency_key SET status = $3, body = $4 WHERE account_id = $1 AND key = $2`, [
        accountId,
        key,
        reply.statusCode,
        isSaidOnce(context.getHandler())
          ? null
          : this.sealed({ body, etag: reply.getHeader('etag')?.toString(), rights: rightsOf(ctxOf(request)) }),
      ]);
      return body;
    });
  }

  private sealed(answer: StoredAnswer): string {
    return this.cipher.encrypt(JSON.stringify(answer), PURPOSE);
  }

  /** What each key was first used for. The update changes nothing; it makes the row that was there come back. */
  private async claim(claims: readonly Claim[]): Promise<string[]> {
    const rows = await this.sql.single.query<{ account_id: string; key: string; request_hash: string }>(
      `INSERT INTO idempotency_key AS k (account_id, key, request_hash) SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[])
       ON CONFLICT (account_id, key) DO UPDATE SET request_hash = k.request_hash RETURNING account_id, key, request_hash`,
      [claims.map(({ accountId }) => accountId), claims.map(({ key }) => key), claims.map(({ hash }) => hash)],
    );
    const hashes = new Map(rows.map((row) => [`${row.account_id} ${row.key}`, row.request_hash]));
    return claims.map(({ accountId, key }) => hashes.get(`${accountId} ${key}`) ?? '');
  }
}

/** Which roles, and where: a grant that was taken back and given again is the same right. */
function rightsOf(ctx: Ctx): string[] {
  return ctx.account.grants.map(({ role, organisationId, regionCode, field }) =>
    [role, organisationId ?? regionCode ?? '', field ?? ''].join(' '),
  );
}

async function hashOf(request: FastifyRequest): Promise<string> {
  return createHash('sha256')
    .update(`${request.method} ${request.url}\n`)
    .update(await bodyDigestOf(request))
    .digest('hex');
}
