import { Column, Entity, PrimaryColumn } from 'typeorm';

/** 岗位工种 of one enterprise (S0 四(二)6). organisation_id is the enterprise. */
@Entity('post')
export class PostRow {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  organisation_id: string;

  @Column({ type: 'uuid', nullable: true })
  template_id: string | null;

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

  @Column({ type: 'boolean', default: true })
  active: boolean;

  @Column({ type: 'timestamptz' })
  created_at: Date;

  @Column({ type: 'integer', default: 1 })
  version: number;
}
