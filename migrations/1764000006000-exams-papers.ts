import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ExamsPapers1764000006000 implements MigrationInterface {
  readonly name = 'ExamsPapers1764000006000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE printed_paper (
        id uuid PRIMARY KEY,
        -- On every page and in its QR code: random, with a check character.
        number text NOT NULL UNIQUE,
        session_id uuid NOT NULL REFERENCES exam_session (id),
        attempt_id uuid NOT NULL REFERENCES attempt (id),
        status text NOT NULL CHECK (status IN ('printed', 'differs', 'keyed', 'void', 'closed')),
        printed_at timestamptz(3) NOT NULL,
        printed_by uuid NOT NULL REFERENCES account (id),
        -- Until when its answers can be keyed in.
        due_at timestamptz(3) NOT NULL,
        -- Why it is void or closed.
        reason text
      );
      CREATE INDEX printed_paper_session ON printed_paper (session_id, id);
      -- One paper of an attempt counts; the others are void.
      CREATE UNIQUE INDEX printed_paper_valid ON printed_paper (attempt_id) WHERE status <> 'void';

      -- What one person has keyed in, blind to what the other has.
      CREATE TABLE paper_keying (
        paper_id uuid NOT NULL REFERENCES printed_paper (id),
        no smallint NOT NULL CHECK (no IN (1, 2)),
        account_id uuid NOT NULL REFERENCES account (id),
        account_name text NOT NULL,
        -- slot → stored labels, '' for «left blank»
        answers jsonb NOT NULL,
        started_at timestamptz(3) NOT NULL,
        finished_at timestamptz(3),
        PRIMARY KEY (paper_id, no),
        UNIQUE (paper_id, account_id)
      );
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE paper_keying, printed_paper;`);
  }
}
