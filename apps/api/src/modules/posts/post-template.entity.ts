import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A post of the library 岗位库; field null: for enterprises of every field. */
@Entity('post_template')
export class PostTemplateRow {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'text', nullable: true })
  field: string | null;

  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'boolean', default: false })
  high_risk: boolean;

  @Column({ type: 'boolean', default: false })
  underground: boolean;

  @Column({ type: 'boolean', default: false })
  dangerous_surface: boolean;

  @Column({ type: 'text', array: true, default: () => `'{}'` })
  required_certificates: string[];
}
