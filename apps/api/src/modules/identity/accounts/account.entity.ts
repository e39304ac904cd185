import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('account')
export class AccountEntity {
  @PrimaryColumn('uuid')
  id!: string;

  /** Normalised: NFKC, lower case. Never a phone or ID number, which are stored encrypted only (contract 18). */
  @Column('text', { unique: true })
  login!: string;

  @Column('uuid', { name: 'person_id', nullable: true, unique: true })
  personId!: string | null;

  @Column('text', { name: 'display_name' })
  displayName!: string;

  @Column('text', { name: 'password_hash' })
  passwordHash!: string;

  @Column('timestamptz', { name: 'password_changed_at', default: () => 'now()' })
  passwordChangedAt!: Date;

  @Column('boolean', { name: 'must_change_password' })
  mustChangePassword!: boolean;

  @Column('text')
  status!: 'active' | 'disabled';

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'last_sign_in_at', nullable: true })
  lastSignInAt!: Date | null;

  @Column('integer', { default: 1 })
  version!: number;
}
