import { APP_INTERCEPTOR } from '@nestjs/core';
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import './exams.errors.js';
import './exams.permissions.js';
import { FilesModule } from '../files/index.js';
import { HandbooksModule } from '../handbooks/index.js';
import { IdentityModule } from '../identity/index.js';
import { OrganisationsModule } from '../organisations/index.js';
import { QuestionsModule } from '../questions/index.js';
import { AnswerPartitions } from './attempts/answer-partitions.js';
import { AnswerRepository } from './attempts/answer.repository.js';
import { AttemptController } from './attempts/attempt.controller.js';
import { AnswerRow, AttemptEventRow, AttemptRow, GradeRow } from './attempts/attempt.entity.js';
import { AttemptOpenings } from './attempts/attempt-openings.js';
import { AttemptRepository } from './attempts/attempt.repository.js';
import { AccessCodes } from './conduct/access-codes.js';
import { ClaimDevice } from './conduct/claim-device.js';
import { SessionLog } from './conduct/session-log.repository.js';
import { VerifySessionLogs } from './conduct/verify-session-logs.js';
import { ArrangeRooms } from './conduct/arrange-rooms.js';
import { AssignSeats } from './conduct/assign-seats.js';
import { AttemptStates } from './conduct/attempt-states.js';
import { BoardRepository } from './conduct/board.repository.js';
import { CandidatesRepository } from './conduct/candidates.repository.js';
import { ChangeAccessCode } from './conduct/change-access-code.js';
import { ConductScope } from './conduct/conduct-scope.js';
import { ExtendTime } from './conduct/extend-time.js';
import { FollowAttempt } from './conduct/follow-attempt.js';
import { ForceSubmit } from './conduct/force-submit.js';
import { InvigilatorAccounts } from './conduct/invigilator-accounts.js';
import { ListCandidateEvents } from './conduct/list-candidate-events.js';
import { ListSessionEvents } from './conduct/list-session-events.js';
import { MoveSeat } from './conduct/move-seat.js';
import { NoteIncident } from './conduct/note-incident.js';
import { PauseSession } from './conduct/pause-session.js';
import { Presence } from './conduct/presence.js';
import { RecordSignals } from './conduct/record-signals.js';
import { ResetDevice } from './conduct/reset-device.js';
import { ResumeSession } from './conduct/resume-session.js';
import { RoomsRepository } from './conduct/rooms.repository.js';
import { ShowBoard } from './conduct/show-board.js';
import { ShowSeating } from './conduct/show-seating.js';
import { AttemptLiveController } from './conduct/attempt-live.controller.js';
import { BoardController } from './conduct/board.controller.js';
import { ConductController } from './conduct/conduct.controller.js';
import { SeatingController } from './conduct/seating.controller.js';
import { InvigilatorRow, PresenceRow, RoomRow, SessionEventRow } from './conduct/conduct.entity.js';
import { CancelSession } from './sessions/cancel-session.js';
import { CheckBlueprint, LabelledBlueprint } from './sessions/check-blueprint.js';
import { CreateSession } from './sessions/create-session.js';
import { DeleteSession } from './sessions/delete-session.js';
import { EndAttempt } from './attempts/end-attempt.js';
import { EntriesRepository } from './entries/entries.repository.js';
import { KeepBankFromCandidates } from './questions/keep-bank-from-candidates.js';
import { OwnCandidacy } from './entries/own-candidacy.js';
import { ExamChains } from './exam-chains.js';
import { ExamSessionController } from './sessions/exam-session.controller.js';
import { EntryRow, EntryRuleRow, ExamSessionRow } from './sessions/exam-session.entity.js';
import { ExamSessionRepository } from './sessions/exam-session.repository.js';
import { ExpireAttempts } from './attempts/expire-attempts.js';
import { GradingKeys } from './attempts/grading-keys.js';
import { KnownAttempts } from './attempts/known-attempts.js';
import { KnownSessions } from './sessions/known-sessions.js';
import { ListEntries } from './entries/list-entries.js';
import { ListMyInvigilations } from './mine/list-my-invigilations.js';
import { ListMyExams } from './mine/list-my-exams.js';
import { ExamsAtKiosks } from './mine/exams-at-kiosks.js';
import { MyExamsController } from './mine/my-exams.controller.js';
import { OwnSession } from './sessions/own-session.js';
import { CandidatePosts } from './entries/candidate-posts.js';
import { DrawPaper } from './attempts/draw-paper.js';
import { PaperGuarantee } from './sessions/paper-guarantee.js';
import { BuildPacks } from './packs/build-packs.js';
import { KnownPacks } from './packs/known-packs.js';
import { PackController } from './packs/pack.controller.js';
import { PackRow } from './packs/pack.entity.js';
import { RemovePacks } from './packs/remove-packs.js';
import { PackRepository } from './packs/pack.repository.js';
import { ReadPack } from './packs/read-pack.js';
import { PaperController } from './papers/paper.controller.js';
import { PaperSource } from './attempts/paper-source.js';
import { PreviewPaper } from './papers/preview-paper.js';
import { EndPaper } from './papers/end-paper.js';
import { IssuePaper } from './papers/issue-paper.js';
import { KeyIn } from './papers/key-in.js';
import { ListPrintedPapers } from './papers/list-printed-papers.js';
import { OpenOnPaper } from './papers/open-on-paper.js';
import { PaperDesk } from './papers/paper-desk.js';
import { PaperDocuments } from './papers/paper-documents.js';
import { PaperPhotoController } from './papers/photos/paper-photo.controller.js';
import { PaperPhotoRow } from './papers/photos/paper-photo.entity.js';
import { PaperPhotoRepository } from './papers/photos/paper-photo.repository.js';
import { PaperPhotos } from './papers/photos/paper-photos.js';
import { PaperJobController } from './papers/jobs/paper-job.controller.js';
import { PaperJobRow } from './papers/jobs/paper-job.entity.js';
import { PaperJobRepository } from './papers/jobs/paper-job.repository.js';
import { PaperJobs } from './papers/jobs/paper-jobs.js';
import { RunPaperJobs } from './papers/jobs/run-paper-jobs.js';
import { SweepPaperJobs } from './papers/jobs/sweep-paper-jobs.js';
import { PrintedPaperController } from './papers/printed-paper.controller.js';
import { KeyingRow, PrintedPaperRow } from './papers/printed-paper.entity.js';
import { PrintedPaperRepository } from './papers/printed-paper.repository.js';
import { PrintingScope } from './papers/printing-scope.js';
import { PrintSessionPapers } from './papers/print-session-papers.js';
import { ReadPreviewFile } from './papers/read-preview-file.js';
import { ReadPrintedPapers } from './papers/read-printed-papers.js';
import { SettlePaper } from './papers/settle-paper.js';
import { WithdrawPaper } from './papers/withdraw-paper.js';
import { RebuildPaper } from './papers/rebuild-paper.js';
import { TellPaperRefused } from './attempts/tell-paper-refused.js';
import { PublishSession } from './sessions/publish-session.js';
import { CountQuestionUse } from './questions/count-question-use.js';
import { UsesOfQuestion } from './questions/uses-of-question.js';
import { SaveAnswers } from './attempts/save-answers.js';
import { EntryScope } from './sessions/session-input.js';
import { RegradeNotes } from './attempts/regrade-notes.js';
import { ShowAttempt } from './attempts/show-attempt.js';
import { ShowMyTasks } from './mine/show-my-tasks.js';
import { ShowResult } from './attempts/show-result.js';
import { ShowSession } from './sessions/show-session.js';
import { StartAttempt } from './attempts/start-attempt.js';
import { SubmitAttempt } from './attempts/submit-attempt.js';
import { CandidateStandings } from './results/candidate-standings.js';
import { ExportResults } from './results/export-results.js';
import { ResultsController } from './results/results.controller.js';
import { ResultsScope } from './results/results-scope.js';
import { ReviewAttempt } from './results/review-attempt.js';
import { ShowResults } from './results/show-results.js';
import { CountItems } from './statistics/count-items.js';
import { ItemStatisticsRepository } from './statistics/item-statistics.repository.js';
import { ListSessionItems } from './statistics/list-session-items.js';
import { ShowQuestionStatistics } from './statistics/show-question-statistics.js';
import { StatisticsController } from './statistics/statistics.controller.js';
import { SummariseSession } from './results/summarise-session.js';
import { ApplyRegrades } from './regrades/apply-regrades.js';
import { CertificatesOfAttempts } from './regrades/certificates-of-attempts.js';
import { DecideRegrade } from './regrades/decide-regrade.js';
import { PreviewRegrade } from './regrades/preview-regrade.js';
import { FlagController } from './flags/flag.controller.js';
import { FlagItems } from './flags/flag-items.js';
import { FlagRepository } from './flags/flag.repository.js';
import { HandleFlags } from './flags/handle-flags.js';
import { ListFlagged } from './flags/list-flagged.js';
import { ExamineSessions } from './integrity/examine-sessions.js';
import { IntegrityController } from './integrity/integrity.controller.js';
import { IntegrityRepository } from './integrity/integrity.repository.js';
import { IntegrityScope } from './integrity/integrity-scope.js';
import { PaperComparer } from './integrity/paper-comparer.js';
import { ReviewFinding } from './integrity/review-finding.js';
import { ShowFindings } from './integrity/show-findings.js';
import { RegradeController } from './regrades/regrade.controller.js';
import { RegradeEffects } from './regrades/regrade-effects.js';
import { RegradeRow, RegradeScopeRow } from './regrades/regrade.entity.js';
import { RegradeRepository } from './regrades/regrade.repository.js';
import { RegradeStanding } from './regrades/regrade-standing.js';
import { RequestRegrade } from './regrades/request-regrade.js';
import { ShowRegrades } from './regrades/show-regrades.js';
import { UpdateSession } from './sessions/update-session.js';
import { VerifyAttempts } from './attempts/verify-attempts.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([
      ExamSessionRow,
      EntryRuleRow,
      EntryRow,
      AttemptRow,
      AnswerRow,
      GradeRow,
      AttemptEventRow,
      RoomRow,
      InvigilatorRow,
      SessionEventRow,
      PresenceRow,
      PrintedPaperRow,
      PaperJobRow,
      PaperPhotoRow,
      KeyingRow,
      RegradeRow,
      RegradeScopeRow,
      PackRow,
    ]),
    OrganisationsModule,
    QuestionsModule,
    HandbooksModule,
    IdentityModule,
    FilesModule,
  ],
  controllers: [
    AttemptLiveController,
    BoardController,
    ConductController,
    SeatingController,
    ExamSessionController,
    AttemptController,
    MyExamsController,
    PackController,
    PaperController,
    PrintedPaperController,
    PaperJobController,
    PaperPhotoController,
    RegradeController,
    FlagController,
    IntegrityController,
    StatisticsController,
    ResultsController,
  ],
  providers: [
    AccessCodes,
    ExamsAtKiosks,
    CountItems,
    FlagItems,
    FlagRepository,
    HandleFlags,
    ListFlagged,
    ExamineSessions,
    IntegrityRepository,
    IntegrityScope,
    PaperComparer,
    ReviewFinding,
    ShowFindings,
    ItemStatisticsRepository,
    ListSessionItems,
    ShowQuestionStatistics,
    ArrangeRooms,
    AssignSeats,
    AttemptStates,
    BoardRepository,
    CandidatesRepository,
    ChangeAccessCode,
    ClaimDevice,
    ConductScope,
    ExtendTime,
    FollowAttempt,
    ForceSubmit,
    InvigilatorAccounts,
    ListCandidateEvents,
    ListSessionEvents,
    MoveSeat,
    NoteIncident,
    PauseSession,
    Presence,
    RecordSignals,
    ResetDevice,
    ResumeSession,
    RoomsRepository,
    ShowBoard,
    ShowSeating,
    SessionLog,
    VerifySessionLogs,
    AnswerPartitions,
    AnswerRepository,
    ExamChains,
    AttemptOpenings,
    AttemptRepository,
    CancelSession,
    CheckBlueprint,
    CountQuestionUse,
    CreateSession,
    DeleteSession,
    EndAttempt,
    EntriesRepository,
    EntryScope,
    ExamSessionRepository,
    ExpireAttempts,
    GradingKeys,
    KnownAttempts,
    KnownSessions,
    LabelledBlueprint,
    ListEntries,
    ListMyExams,
    ListMyInvigilations,
    OwnSession,
    CandidatePosts,
    DrawPaper,
    BuildPacks,
    KnownPacks,
    PackRepository,
    ReadPack,
    RemovePacks,
    PaperGuarantee,
    PaperSource,
    PreviewPaper,
    EndPaper,
    IssuePaper,
    KeyIn,
    ListPrintedPapers,
    OpenOnPaper,
    PaperDesk,
    PrintedPaperRepository,
    PaperDocuments,
    PaperJobRepository,
    PaperJobs,
    PaperPhotoRepository,
    PaperPhotos,
    RunPaperJobs,
    SweepPaperJobs,
    PrintingScope,
    PrintSessionPapers,
    ReadPreviewFile,
    ReadPrintedPapers,
    SettlePaper,
    WithdrawPaper,
    RebuildPaper,
    TellPaperRefused,
    PublishSession,
    SaveAnswers,
    ShowAttempt,
    ShowMyTasks,
    ShowResult,
    ShowSession,
    StartAttempt,
    SubmitAttempt,
    SummariseSession,
    UpdateSession,
    UsesOfQuestion,
    VerifyAttempts,
    ApplyRegrades,
    CertificatesOfAttempts,
    DecideRegrade,
    PreviewRegrade,
    RegradeEffects,
    RegradeNotes,
    RegradeRepository,
    RegradeStanding,
    RequestRegrade,
    ShowRegrades,
    CandidateStandings,
    ExportResults,
    ResultsScope,
    OwnCandidacy,
    { provide: APP_INTERCEPTOR, useClass: KeepBankFromCandidates },
    ReviewAttempt,
    ShowResults,
  ],
  exports: [
    ApplyRegrades,
    CertificatesOfAttempts,
    CountItems,
    CreateSession,
    PublishSession,
    StartAttempt,
    SaveAnswers,
    SubmitAttempt,
    ExpireAttempts,
    VerifyAttempts,
    VerifySessionLogs,
  ],
})
export class ExamsModule {}
