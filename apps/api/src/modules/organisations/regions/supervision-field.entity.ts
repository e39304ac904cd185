import { Column, Entity, PrimaryColumn } from 'typeorm';

/** 行业领域: how safety supervision divides enterprises (not GB/T 4754). */
@Entity('supervision_field')
export class SupervisionFieldRow {
  @PrimaryColumn({ type: 'text' })
  code: string;

  @Column({ type: 'text', unique: true })
  name: string;

  /** The dispatch rule of ORG-4 holds here. */
  @Column({ type: 'boolean', default: false })
  mining: boolean;

  @Column({ type: 'boolean', default: false })
  high_risk: boolean;

  @Column({ type: 'integer' })
  position: number;
}
