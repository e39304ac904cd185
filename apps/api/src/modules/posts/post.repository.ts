import { Injectable } from '@nestjs/common';
import type { ReadTx, Tx } from '../../platform/db/tx.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { PostRow } from './post.entity.js';
import { PostTemplateRow } from './post-template.entity.js';

@Injectable()
export class PostRepository {
  async lock(tx: Tx, id: string): Promise<PostRow | null> {
    return tx.one<PostRow>(`SELECT * FROM post WHERE id = $1 FOR UPDATE`, [id]);
  }

  async find(tx: ReadTx, id: string): Promise<PostRow | null> {
    return tx.one<PostRow>(`SELECT * FROM post WHERE id = $1`, [id]);
  }

  async template(tx: ReadTx, id: string): Promise<PostTemplateRow | null> {
    return tx.one<PostTemplateRow>(`SELECT * FROM post_template WHERE id = $1`, [id]);
  }

  async insert(tx: Tx, row: PostRow): Promise<void> {
    await named(row.name, () => tx.repository(PostRow).insert(row));
  }

  async save(tx: Tx, row: PostRow): Promise<void> {
    const { id, ...values } = row;
    await named(row.name, () => tx.repository(PostRow).update({ id }, values));
  }

  async isMine(tx: ReadTx, enterpriseId: string): Promise<boolean> {
    const row = await tx.one<{ mining: boolean }>(
      `SELECT f.mining FROM organisation o JOIN supervision_field f ON f.code = o.field WHERE o.id = $1`,
      [enterpriseId],
    );
    return row?.mining ?? false;
  }

  /** People who hold a post today, whoever asks, by employment type: for deciding. */
  async holders(tx: ReadTx, postId: string): Promise<{ all: number; dispatch: number }> {
    return tx.beyondScope(async () => {
      const row = await tx.one<{ all: number; dispatch: number }>(
        `SELECT count(*)::int AS all, (count(*) FILTER (WHERE e.employment_type = 'dispatch'))::int AS dispatch
         FROM post_assignment a JOIN employment e ON e.id = a.employment_id WHERE a.post_id = $1 AND a.ends_on IS NULL`,
        [postId],
      );
      return row ?? { all: 0, dispatch: 0 };
    });
  }
}

async function named<T>(name: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const driver = (error as { driverError?: { code?: unknown } } | null)?.driverError;
    if (driver?.code === '23505') throw new DomainError('post-name-taken', { name });
    throw error;
  }
}
