import type { BankItem, Blueprint, ScoringScheme } from '@zhian/question-bank';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Correction } from '../attempts/corrections.js';

export const EXAM_PURPOSES = ['formal', 'self_test'] as const;
export type ExamPurpose = (typeof EXAM_PURPOSES)[number];
export const DISCLOSURES = ['score', 'wrong_questions', 'everything'] as const;
export type Disclosure = (typeof DISCLOSURES)[number];
export const DISCLOSE_AT = ['submission', 'close'] as const;
export type DiscloseAt = (typeof DISCLOSE_AT)[number];
export const ENTRY_RULE_KINDS = ['region', 'organisation', 'post', 'person'] as const;
export type EntryRuleKind = (typeof ENTRY_RULE_KINDS)[number];

export const PACK_POLICIES = ['auto', 'off'] as const;
/** auto: for a large exam its questions may be fetched before the start, encrypted. */
export type PackPolicy = (typeof PACK_POLICIES)[number];

export const START_MODES = ['individual', 'together'] as const;
/** individual: each person's own duration from his start. together: everybody's time ends at closesAt, whenever he started. */
export type StartMode = (typeof START_MODES)[number];

/** 考试场次. One engine for every purpose: what differs is data of this row. */
@Entity('exam_session')
export class ExamSessionRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('text') title: string;
  @Column('text') purpose: ExamPurpose;
  @Column('text') status: 'draft' | 'published' | 'cancelled';
  @Column('timestamptz', { name: 'opens_at', nullable: true }) opensAt: Date | null;
  @Column('timestamptz', { name: 'closes_at', nullable: true }) closesAt: Date | null;
  @Column('integer', { name: 'duration_seconds' }) durationSeconds: number;
  @Column('integer', { name: 'pass_hundredths' }) passHundredths: number;
  @Column('integer', { name: 'total_hundredths' }) totalHundredths: number;
  @Column('integer', { name: 'question_count' }) questionCount: number;
  @Column('text', { name: 'scoring_scheme' }) scoringScheme: ScoringScheme;
  @Column('integer', { name: 'attempts_allowed', nullable: true }) attemptsAllowed: number | null;
  @Column('integer', { name: 'cool_down_seconds' }) coolDownSeconds: number;
  @Column('text') disclosure: Disclosure;
  @Column('text', { name: 'disclose_at' }) discloseAt: DiscloseAt;
  @Column('boolean', { name: 'shuffle_options' }) shuffleOptions: boolean;
  @Column('boolean', { name: 'shuffle_questions' }) shuffleQuestions: boolean;
  @Column('jsonb') blueprint: Blueprint;
  /** The questions a paper may be drawn from, with their tags, as they were at publication: what makes a paper rebuildable. */
  @Column('jsonb', { nullable: true, select: false }) pool: BankItem[] | null;
  @Column('uuid', { name: 'created_by', nullable: true }) createdBy: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'published_at', nullable: true }) publishedAt: Date | null;
  @Column('timestamptz', { name: 'cancelled_at', nullable: true }) cancelledAt: Date | null;
  @Column('text', { name: 'cancelled_reason', nullable: true }) cancelledReason: string | null;
  @Column('integer') version: number;
  @Column('text', { name: 'start_mode' }) startMode: StartMode;
  /** Said aloud in the room, asked at the start; never sent to a candidate. Compared without regard to case. */
  @Column('text', { name: 'access_code', nullable: true }) accessCode: string | null;
  /** A first start later than opensAt + this is refused. */
  @Column('integer', { name: 'late_entry_minutes', nullable: true }) lateEntryMinutes: number | null;
  /** 补考: attempts beyond attemptsAllowed for those who have not passed. */
  @Column('integer', { name: 'resits_allowed' }) resitsAllowed: number;
  @Column('boolean', { name: 'one_device' }) oneDevice: boolean;
  @Column('boolean') invigilated: boolean;
  @Column('text') packs: PackPolicy;
  /** Given to everybody, also to those who start later. */
  @Column('integer', { name: 'extension_seconds' }) extensionSeconds: number;
  /** When the last candidate's time is over; null as long as that is closesAt. */
  @Column({ type: 'timestamptz', name: 'ends_at', precision: 3, nullable: true }) endsAt: Date | null;
  /** 暂停: time stands still since then. */
  @Column({ type: 'timestamptz', name: 'paused_at', precision: 3, nullable: true }) pausedAt: Date | null;
  @Column('integer', { name: 'paused_seconds' }) pausedSeconds: number;
  /** What was decided about its questions after they were set (see regrades/); the newest last. It holds keys: never sent to a candidate. */
  @Column('jsonb') corrections: Correction[];
}

/** Who is to sit the exam, as the organiser said it. */
@Entity('exam_entry_rule')
export class EntryRuleRow {
  @PrimaryColumn('uuid', { name: 'session_id' }) sessionId: string;
  @PrimaryColumn('text') kind: EntryRuleKind;
  @PrimaryColumn('text', { name: 'target_id' }) targetId: string;
  @Column('integer') position: number;
}

/** 应考资格: a person who may sit the exam. Written at publication (formal) or at his first start (self-test, late joiners). */
@Entity('exam_entry')
export class EntryRow {
  @PrimaryColumn('uuid', { name: 'session_id' }) sessionId: string;
  @PrimaryColumn('uuid', { name: 'person_id' }) personId: string;
  @Column('timestamptz', { name: 'added_at' }) addedAt: Date;
  @Column('uuid', { name: 'room_id', nullable: true }) roomId: string | null;
  @Column('integer', { nullable: true }) seat: number | null;
  /** Given to this person alone, also before he starts. */
  @Column('integer', { name: 'extension_seconds' }) extensionSeconds: number;
}
