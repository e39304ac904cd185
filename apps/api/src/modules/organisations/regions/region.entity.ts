import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RegionLevel } from './region-code.js';

/** 行政区划 by GB/T 2260; codes are retired and reused, so a row is never deleted. */
@Entity('region')
export class RegionRow {
  @PrimaryColumn({ type: 'text' })
  code: string;

  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'text', nullable: true })
  parent_code: string | null;

  @Column({ type: 'text' })
  level: RegionLevel;

  @Column({ type: 'date', default: () => `'1949-10-01'` })
  valid_from: string;

  @Column({ type: 'date', nullable: true })
  valid_until: string | null;
}
