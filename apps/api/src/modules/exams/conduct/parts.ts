import { AccessCodes } from './access-codes.js';
import { ArrangeRooms } from './arrange-rooms.js';
import { AssignSeats } from './assign-seats.js';
import { AttemptLiveController } from './attempt-live.controller.js';
import { AttemptStates } from './attempt-states.js';
import { BoardController } from './board.controller.js';
import { BoardRepository } from './board.repository.js';
import { CandidatesRepository } from './candidates.repository.js';
import { ChangeAccessCode } from './change-access-code.js';
import { ClaimDevice } from './claim-device.js';
import { ConductScope } from './conduct-scope.js';
import { ConductController } from './conduct.controller.js';
import { InvigilatorRow, PresenceRow, RoomRow, SessionEventRow } from './conduct.entity.js';
import { ExtendTime } from './extend-time.js';
import { FollowAttempt } from './follow-attempt.js';
import { ForceSubmit } from './force-submit.js';
import { InvigilatorAccounts } from './invigilator-accounts.js';
import { ListCandidateEvents } from './list-candidate-events.js';
import { ListSessionEvents } from './list-session-events.js';
import { MoveSeat } from './move-seat.js';
import { NoteIncident } from './note-incident.js';
import { PauseSession } from './pause-session.js';
import { Presence } from './presence.js';
import { RecordSignals } from './record-signals.js';
import { ResetDevice } from './reset-device.js';
import { ResumeSession } from './resume-session.js';
import { RoomsRepository } from './rooms.repository.js';
import { SeatingController } from './seating.controller.js';
import { SessionLog } from './session-log.repository.js';
import { ShowBoard } from './show-board.js';
import { ShowSeating } from './show-seating.js';
import { VerifySessionLogs } from './verify-session-logs.js';

/** What this folder gives to the module. */
export const conductParts = {
  entities: [InvigilatorRow, PresenceRow, RoomRow, SessionEventRow],
  controllers: [AttemptLiveController, BoardController, ConductController, SeatingController],
  providers: [
    AccessCodes,
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
    SessionLog,
    ShowBoard,
    ShowSeating,
    VerifySessionLogs,
  ],
};
