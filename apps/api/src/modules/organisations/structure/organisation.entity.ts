import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OrganisationKind } from './placement-rule.js';

/** One tree: government, enterprise, village at the top; departments, workshops and teams below. */
@Entity('organisation')
export class OrganisationRow {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'text' })
  kind: OrganisationKind;

  @Column({ type: 'uuid', nullable: true })
  parent_id: string | null;

  /** The root of the tree; itself for a root. */
  @Column({ type: 'uuid' })
  enterprise_id: string;

  /** '/<root id>/…/<own id>/': a subtree is a prefix. */
  @Column({ type: 'text' })
  path: string;

  /** Copied down from the root, so that a scope needs no join. */
  @Column({ type: 'text' })
  region_code: string;

  @Column({ type: 'text', nullable: true })
  credit_code: string | null;

  @Column({ type: 'text', nullable: true })
  industry: string | null;

  /** Copied down from the root. */
  @Column({ type: 'text', nullable: true })
  field: string | null;

  @Column({ type: 'boolean', default: false })
  above_scale: boolean;

  @Column({ type: 'boolean', default: false })
  high_risk: boolean;

  @Column({ type: 'text', default: 'active' })
  status: 'active' | 'closed';

  @Column({ type: 'timestamptz' })
  created_at: Date;

  @Column({ type: 'integer', default: 1 })
  version: number;
}
