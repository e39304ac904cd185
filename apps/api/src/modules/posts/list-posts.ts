import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import type { ReadTx } from '../../platform/db/tx.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { Ctx } from '../../platform/http/context.js';
import { decodeCursor, toPage, type Page } from '../../platform/http/page.js';
import { OrganisationScope } from '../organisations/index.js';
import type { Post, PostQuery, PostTemplate, PostTemplateQuery } from './post.dto.js';

const READ = 'posts.post.read';

/** $1 is today. Headcount is of the people whom the caller may see (employment carries row-level security). */
const COLUMNS = `p.id, p.organisation_id AS "organisationId", o.name AS "organisationName", p.name, p.high_risk AS "highRisk", p.underground,
  p.dangerous_surface AS "dangerousSurface", p.required_certificates AS "requiredCertificates", p.active, p.version,
  (SELECT count(DISTINCT e.person_id)::int FROM post_assignment a JOIN employment e ON e.id = a.employment_id
   WHERE a.post_id = p.id AND a.starts_on <= $1::date AND (a.ends_on IS NULL OR a.ends_on > $1::date)) AS headcount`;

@Injectable()
export class ListPosts {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: OrganisationScope,
    private readonly clock: Clock,
  ) {}

  async execute(ctx: Ctx, query: PostQuery): Promise<Page<Post>> {
    const after = decodeCursor(query.cursor, ['text', 'uuid']);
    return this.uow.read(ctx, async (tx) => {
      const parameters: unknown[] = [this.clock.today()];
      const bind = (value: unknown): string => `$${parameters.push(value)}`;
      const where = [this.visible(tx, parameters)];
      if (query.organisationId)
        where.push(`p.organisation_id = ${bind(await this.enterpriseOf(tx, query.organisationId))}`);
      if (query.q) where.push(`strpos(p.name, ${bind(query.q)}) > 0`);
      if (query.highRisk) where.push(`p.high_risk = ${bind(query.highRisk === 'true')}`);
      if (query.active !== 'all') where.push(`p.active = ${bind(query.active !== 'false')}`);
      if (after) where.push(`(p.name, p.id) > (${bind(after[0])}, ${bind(after[1])}::uuid)`);
      const rows = await tx.query<Post>(
        `SELECT ${COLUMNS} FROM post p JOIN organisation o ON o.id = p.organisation_id
         WHERE ${where.join(' AND ')} ORDER BY p.name, p.id LIMIT ${bind(query.limit + 1)}`,
        parameters,
      );
      return toPage(
        rows,
        query.limit,
        (row) => [row.name, row.id],
        (row) => row,
      );
    });
  }

  async one(ctx: Ctx, id: string): Promise<Post> {
    return this.uow.read(ctx, async (tx) => {
      const parameters: unknown[] = [this.clock.today(), id];
      const post = await tx.one<Post>(
        `SELECT ${COLUMNS} FROM post p JOIN organisation o ON o.id = p.organisation_id WHERE p.id = $2 AND ${this.visible(tx, parameters)}`,
        parameters,
      );
      if (!post) throw new DomainError('not-found');
      return post;
    });
  }

  async templates(ctx: Ctx, query: PostTemplateQuery): Promise<Page<PostTemplate>> {
    const after = decodeCursor(query.cursor, ['uuid']);
    return this.uow.read(ctx, async (tx) => {
      const parameters: unknown[] = [];
      const bind = (value: unknown): string => `$${parameters.push(value)}`;
      const where = ['true'];
      if (query.field) where.push(`(field = ${bind(query.field)} OR field IS NULL)`);
      if (query.q) where.push(`strpos(name, ${bind(query.q)}) > 0`);
      if (after) where.push(`id > ${bind(after[0])}::uuid`);
      const rows = await tx.query<PostTemplate>(
        `SELECT id, field, name, high_risk AS "highRisk", underground, dangerous_surface AS "dangerousSurface", required_certificates AS "requiredCertificates"
         FROM post_template WHERE ${where.join(' AND ')} ORDER BY id LIMIT ${bind(query.limit + 1)}`,
        parameters,
      );
      return toPage(
        rows,
        query.limit,
        (row) => [row.id],
        (row) => row,
      );
    });
  }

  /** Within the scope, or posts of the enterprise to which one of the caller's units belongs: a team must see its posts. */
  private visible(tx: ReadTx, parameters: unknown[]): string {
    const scope = this.scope.filter(tx.ctx, READ).sql('o', parameters);
    const roots = tx.ctx
      .grantsFor(READ)
      .flatMap((grant) => (grant.organisationPath ? [`/${grant.organisationPath.split('/')[1]}/`] : []));
    return roots.length === 0 ? scope : `(${scope} OR o.path = ANY($${parameters.push(roots)}))`;
  }

  private async enterpriseOf(tx: ReadTx, organisationId: string): Promise<string> {
    return (await this.scope.require(tx, READ, organisationId)).enterprise_id;
  }
}
