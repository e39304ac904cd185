import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('sign_in_failure')
export class SignInFailureEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text', { name: 'login_hash' })
  loginHash!: string;

  @Column('text')
  source!: string;

  @Column('timestamptz')
  at!: Date;
}
