import { Column, Entity, PrimaryColumn } from 'typeorm';

/** 任职: a person holds a post within one line of the roster, in force on [starts_on, ends_on). */
@Entity('post_assignment')
export class PostAssignmentRow {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  employment_id: string;

  @Column({ type: 'uuid' })
  person_id: string;

  @Column({ type: 'uuid' })
  post_id: string;

  @Column({ type: 'date' })
  starts_on: string;

  @Column({ type: 'date', nullable: true })
  ends_on: string | null;

  @Column({ type: 'timestamptz' })
  recorded_at: Date;
}
