import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { EmploymentType, RosterRole } from './employment-words.js';

/** One line of the roster, in force on [starts_on, ends_on). A move closes one row and opens another; none is rewritten. */
@Entity('employment')
export class EmploymentRow {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  person_id: string;

  @Column({ type: 'uuid' })
  enterprise_id: string;

  /** The unit; the enterprise itself when he belongs to none. */
  @Column({ type: 'uuid' })
  organisation_id: string;

  @Column({ type: 'text' })
  employment_type: EmploymentType;

  @Column({ type: 'text' })
  roster_role: RosterRole;

  @Column({ type: 'date' })
  starts_on: string;

  @Column({ type: 'date', nullable: true })
  ends_on: string | null;

  /** Set when he left; a transfer has none. */
  @Column({ type: 'text', nullable: true })
  leave_reason: string | null;

  @Column({ type: 'timestamptz' })
  recorded_at: Date;
}
