import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('known_device')
export class KnownDeviceEntity {
  @PrimaryColumn('uuid', { name: 'account_id' })
  accountId!: string;

  @PrimaryColumn('text', { name: 'device_hash' })
  deviceHash!: string;

  @Column('timestamptz', { name: 'seen_at' })
  seenAt!: Date;
}
