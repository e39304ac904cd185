import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Six digits of one person, good at paired devices only. */
@Entity('kiosk_pin')
export class KioskPinEntity {
  @PrimaryColumn('uuid', { name: 'person_id' })
  personId!: string;

  @Column('text', { name: 'pin_hash' })
  pinHash!: string;

  @Column('timestamptz', { name: 'changed_at' })
  changedAt!: Date;
}
