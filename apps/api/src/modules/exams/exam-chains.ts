import { Injectable, type OnModuleInit } from '@nestjs/common';
import { chainsOfTable, RecordChains } from '../audit/index.js';

/** The logs of attempts and sessions, one chain each, for the daily signed heads (contract 14). */
@Injectable()
export class ExamChains implements OnModuleInit {
  constructor(private readonly chains: RecordChains) {}

  onModuleInit(): void {
    this.chains.register(chainsOfTable('attempts', 'attempt_event', 'attempt_id'));
    this.chains.register(chainsOfTable('exam-sessions', 'exam_session_event', 'session_id'));
  }
}
