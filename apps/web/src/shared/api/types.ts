// Shapes of the HTTP interface under /api/v1. Instants are ISO UTC strings with milliseconds, dates are civil dates of Asia/Shanghai,
// points are integer hundredths.
export type Uuid = string;
export type Instant = string;
export type DateOnly = string;
export interface Page<T> {
  items: T[];
  next: string | null;
}

export interface SignInDto {
  account: string;
  password: string;
} // account = login name or phone
export interface SignedIn {
  token: string;
  expiresAt: Instant;
  person: PersonBrief | null;
  account: string;
  roles: RoleGrant[];
  mustChangePassword: boolean;
}
export interface CurrentSession {
  expiresAt: Instant;
  serverTime: Instant;
  person: PersonBrief | null;
  account: string;
  roles: RoleGrant[];
  permissions: string[];
  mustChangePassword: boolean;
}
export interface RoleGrant {
  id: Uuid;
  role: Role;
  organisationId: Uuid | null;
  organisationName: string | null;
  regionCode: string | null;
  regionName: string | null;
  field: string | null;
}
export type Role =
  | 'system_administrator'
  | 'auditor'
  | 'regulator'
  | 'inspector'
  | 'safety_officer'
  | 'principal'
  | 'lecturer'
  | 'team_leader'
  | 'worker'; // 系统管理员 审计员 监管人员 检查人员 安全管理人员 主要负责人 授课人 班组长 从业人员
export interface PersonBrief {
  id: Uuid;
  name: string;
  organisationName: string;
  unitName: string | null;
  postNames: string[];
}
export interface Account {
  id: Uuid;
  account: string;
  person: PersonBrief | null;
  status: 'active' | 'disabled';
  mustChangePassword: boolean;
  roles: RoleGrant[];
  lastSignInAt: Instant | null;
}
export interface CreateAccountDto {
  account: string;
  personId?: Uuid;
  grants: GrantDto[];
}
export interface GrantDto {
  role: Role;
  organisationId?: Uuid;
  regionCode?: string;
  field?: string;
}
export interface CreatedAccount {
  id: Uuid;
  account: string;
  password: string;
}

export interface Region {
  code: string;
  name: string;
  parentCode: string | null;
  level: 'province' | 'city' | 'county' | 'town' | 'village';
  path: string /* 山西省 / 长治市 / 长子县 */;
  hasChildren: boolean;
}
export type OrganisationKind = 'government' | 'enterprise' | 'department' | 'workshop' | 'team' | 'village';
export interface Organisation {
  id: Uuid;
  name: string;
  kind: OrganisationKind;
  parentId: Uuid | null;
  enterpriseId: Uuid /* itself for roots */;
  regionCode: string;
  regionPath: string;
  creditCode: string | null;
  industry: string | null;
  field: string | null;
  fieldName: string | null;
  aboveScale: boolean;
  highRisk: boolean;
  status: 'active' | 'closed';
  headcount: number;
  version: number;
}
export interface CreateOrganisationDto {
  name: string;
  kind: OrganisationKind;
  parentId?: Uuid;
  regionCode?: string;
  creditCode?: string;
  industry?: string;
  field?: string;
  aboveScale?: boolean;
  highRisk?: boolean;
}
export interface OrganisationNode {
  id: Uuid;
  name: string;
  kind: OrganisationKind;
  headcount: number;
  children: OrganisationNode[];
}
export type EmploymentType = 'regular' | 'dispatch' | 'outsourced' | 'flexible' | 'intern'; // 正式 劳务派遣 外包 灵活用工 实习
export type RosterRole = 'principal' | 'safety_officer' | 'team_leader' | 'worker';
export interface Person {
  id: Uuid;
  name: string;
  idType: IdType;
  idNumberMasked: string;
  phoneMasked: string | null;
  enterpriseId: Uuid;
  enterpriseName: string;
  unitId: Uuid;
  unitPath: string /* 综采队 / 一班 */;
  posts: { id: Uuid; name: string }[];
  employmentType: EmploymentType;
  rosterRole: RosterRole;
  startsOn: DateOnly;
  endsOn: DateOnly | null;
  hasAccount: boolean;
  version: number;
}
export type IdType = 'resident_id' | 'passport' | 'hmt_residence_permit' | 'foreign_permanent_residence';
export interface PersonDetail extends Person {
  employments: {
    id: Uuid;
    enterpriseName: string;
    unitPath: string;
    employmentType: EmploymentType;
    startsOn: DateOnly;
    endsOn: DateOnly | null;
    leaveReason: string | null;
    posts: { name: string; startsOn: DateOnly; endsOn: DateOnly | null }[];
  }[];
}
export interface CreatePersonDto {
  name: string;
  idType: IdType;
  idNumber: string;
  phone?: string;
  unitId: Uuid;
  postIds: Uuid[];
  employmentType: EmploymentType;
  rosterRole: RosterRole;
  startsOn: DateOnly;
}
export interface RosterImport {
  id: Uuid;
  organisationId: Uuid;
  fileName: string;
  status: 'previewed' | 'confirmed';
  createdAt: Instant;
  counts: { rows: number; new: number; changed: number; unchanged: number; refused: number };
  refused: RefusedRow[];
  sample: {
    row: number;
    name: string;
    idNumberMasked: string;
    unitPath: string;
    post: string;
    action: 'new' | 'changed' | 'unchanged';
    note: string | null;
  }[];
  newUnits: string[];
  newPosts: string[];
  confirmedAt: Instant | null;
}
export interface RefusedRow {
  sheet: string;
  row: number;
  column: string | null;
  code: string;
  message: string;
}

export interface Post {
  id: Uuid;
  organisationId: Uuid;
  organisationName: string;
  name: string;
  highRisk: boolean;
  underground: boolean;
  dangerousSurface: boolean;
  requiredCertificates: string[];
  headcount: number;
  active: boolean;
  version: number;
}
export interface PostTemplate {
  id: Uuid;
  field: string | null;
  name: string;
  highRisk: boolean;
  underground: boolean;
  dangerousSurface: boolean;
  requiredCertificates: string[];
}

export type QuestionType = 'single' | 'multiple' | 'true_false';
export type Category = 'general' | 'professional';
export interface Question {
  id: Uuid;
  organisationId: Uuid;
  organisationName: string;
  own: boolean;
  type: QuestionType;
  stem: string;
  options: { label: string; text: string }[];
  key: string[];
  explanation: string;
  category: Category | null;
  knowledgePoint: string | null;
  difficulty: number | null;
  sourceClause: string | null;
  posts: { id: Uuid; name: string }[];
  status: 'active' | 'retired';
  versionNo: number;
  updatedAt: Instant;
  version: number;
}
export interface QuestionDetail extends Question {
  versions: {
    no: number;
    createdAt: Instant;
    createdBy: string;
    stem: string;
    options: { label: string; text: string }[];
    key: string[];
    explanation: string;
  }[];
  sections: { sectionId: Uuid; handbookTitle: string; sectionTitle: string }[];
}
export interface QuestionInput {
  organisationId?: Uuid;
  type: QuestionType;
  stem: string;
  options: { label: string; text: string }[];
  key: string[];
  explanation: string;
  category?: Category;
  knowledgePoint?: string;
  difficulty?: number;
  sourceClause?: string;
  postIds?: Uuid[];
}
export interface QuestionImport {
  id: Uuid;
  organisationId: Uuid;
  fileName: string;
  status: 'previewed' | 'confirmed';
  createdAt: Instant;
  counts: { single: number; multiple: number; true_false: number };
  new: number;
  duplicates: number;
  duplicateRows: { sheet: string; row: number; sameAs: string }[];
  refused: RefusedRow[];
  sample: {
    sheet: string;
    row: number;
    type: QuestionType;
    stem: string;
    options: { label: string; text: string }[];
    key: string[];
  }[];
  confirmedAt: Instant | null;
}

export interface Handbook {
  id: Uuid;
  organisationId: Uuid;
  postId: Uuid | null;
  postName: string | null;
  title: string;
  publishedNo: number | null;
  publishedAt: Instant | null;
  hasDraft: boolean;
  sections: number;
  readers: number;
  due: number;
  version: number;
}
export interface HandbookDraft {
  id: Uuid;
  organisationId: Uuid;
  postId: Uuid | null;
  title: string;
  versionNo: number;
  status: 'draft' | 'published';
  version: number;
  sections: Section[];
}
export interface Section {
  id: Uuid;
  key: string;
  title: string;
  body: string;
  questions: { id: Uuid; stem: string }[];
}
export interface SectionInput {
  key?: string;
  title: string;
  body: string;
  questionIds: Uuid[];
}
export interface MyHandbook {
  postId: Uuid;
  postName: string;
  enterpriseName: string;
  title: string;
  general: { versionId: Uuid; versionNo: number } | null;
  professional: { versionId: Uuid; versionNo: number } | null;
  sections: {
    id: Uuid;
    key: string;
    part: 'general' | 'professional';
    title: string;
    body: string;
    questionCount: number;
    read: boolean;
  }[];
  receiptAt: Instant | null;
  selfTestSessionId: Uuid | null;
}

export interface ExamSessionInput {
  organisationId?: Uuid;
  title: string;
  purpose: 'formal' | 'self_test';
  opensAt?: Instant;
  closesAt?: Instant;
  durationMinutes: number;
  passHundredths: number /* of total, in points×100 */;
  scoringScheme: ScoringScheme;
  attemptsAllowed: number | null /* null: unlimited */;
  coolDownMinutes: number;
  disclosure: 'score' | 'wrong_questions' | 'everything';
  discloseAt: 'submission' | 'close';
  shuffleOptions: boolean;
  shuffleQuestions: boolean;
  blueprint: Blueprint;
  entries: { kind: 'region' | 'organisation' | 'post' | 'person'; id: string }[];
}
export type ScoringScheme =
  'all-or-nothing' | 'half-per-right-option' | 'half-if-incomplete' | 'option-weights' | 'plus-minus-half';
export interface Blueprint {
  strata: {
    type: QuestionType;
    count: number;
    points: number;
    category?: Category;
    knowledgePoint?: string;
    postId?: Uuid;
    difficulty?: number;
  }[];
  required?: Uuid[];
  excluded?: Uuid[];
}
export interface ExamSession extends Omit<ExamSessionInput, 'entries'> {
  id: Uuid;
  organisationName: string;
  status: 'draft' | 'published' | 'cancelled';
  phase: 'draft' | 'upcoming' | 'open' | 'closed' | 'cancelled';
  totalPoints: number;
  questionCount: number;
  entryCount: number;
  publishedAt: Instant | null;
  serverTime: Instant;
  version: number;
  entries: { kind: 'region' | 'organisation' | 'post' | 'person'; id: string; name: string }[];
}
export interface ExamEntry {
  personId: Uuid;
  name: string;
  unitPath: string;
  status: 'not_started' | 'in_progress' | 'passed' | 'failed';
  attempts: number;
  bestScore: number | null;
  max: number | null;
  lastAttemptId: Uuid | null;
  submittedAt: Instant | null;
}
export interface ExamSummary {
  entries: number;
  started: number;
  submitted: number;
  passed: number;
  failed: number;
  inProgress: number;
  notStarted: number;
  distribution: { from: number; to: number; count: number }[];
  questions: { questionId: Uuid; stem: string; answered: number; right: number }[];
}
export interface MyTasks {
  serverTime: Instant;
  tasks: MyTask[] /* the most urgent first; tasks[0] is «下一步» */;
  handbook: {
    postId: Uuid;
    postName: string;
    versionNo: number | null;
    sections: number;
    readSections: number;
    receiptAt: Instant | null;
    selfTestSessionId: Uuid | null;
  }[];
  done: number;
  total: number;
}
export interface MyTask {
  kind: 'exam' | 'handbook' | 'exam_in_progress';
  title: string;
  subtitle: string;
  dueAt: Instant | null;
  examSessionId: Uuid | null;
  attemptId: Uuid | null;
  postId: Uuid | null;
  questionCount: number | null;
  durationMinutes: number | null;
  passHundredths: number | null;
  done: boolean;
}
export interface MyExam {
  id: Uuid;
  title: string;
  purpose: 'formal' | 'self_test';
  phase: 'upcoming' | 'open' | 'closed';
  opensAt: Instant | null;
  closesAt: Instant | null;
  durationMinutes: number;
  questionCount: number;
  totalPoints: number;
  passHundredths: number;
  attemptsLeft: number | null;
  mayStart: boolean;
  because: string | null /* zh-CN «还不能考：…» */;
  openAttemptId: Uuid | null;
  bestScore: number | null;
  passed: boolean;
  lastAttemptId: Uuid | null;
  disclosure: 'score' | 'wrong_questions' | 'everything';
  discloseAt: 'submission' | 'close';
  /** Posts this session was made for. */
  postIds: Uuid[];
  organisationName: string;
}
export interface ExamAttempt {
  id: Uuid;
  examSessionId: Uuid;
  title: string;
  purpose: string;
  status: 'open';
  startedAt: Instant;
  deadline: Instant;
  serverTime: Instant;
  remainingMs: number;
  revision: number;
  totalPoints: number;
  passHundredths: number;
  paper: {
    slots: {
      slot: number;
      type: QuestionType;
      stem: string;
      options: { id: string; text: string }[];
      points: number;
    }[];
  };
  answers: { slot: number; choice: string[]; clientSeq: number }[];
}
export interface SaveAnswersDto {
  answers: {
    slot: number;
    choice: string[] /* option ids; [] clears */;
    clientSeq: number; /* integer ≥ 1, grows per attempt on a device; use max(Date-based, last+1) */
  }[];
}
export interface SavedAnswers {
  acceptedSeq: Record<string /* slot */, number>;
  saved: number /* slots with a stored non-empty answer */;
  serverTime: Instant;
  remainingMs: number;
}
export interface AttemptResult {
  attemptId: Uuid;
  examSessionId: Uuid;
  title: string;
  purpose: 'formal' | 'self_test';
  status: 'submitted' | 'expired';
  submittedAt: Instant;
  durationSeconds: number;
  /** `null` until released, like `passed` and `rightCount`. */
  score: number | null;
  max: number;
  passHundredths: number;
  passed: boolean | null;
  rightCount: number | null;
  questionCount: number;
  answeredCount: number;
  /** Answers of the submission that came after the deadline and its grace. */
  lateAnswers: number;
  scoringScheme: ScoringScheme;
  released: boolean;
  releaseAt: Instant | null;
  /** As far as the disclosure policy goes: none, the wrong ones, or all. */
  slots: ResultSlot[];
  retryAt: Instant | null;
  mayRetry: boolean;
  attemptsLeft: number | null;
}
export interface ResultSlot {
  slot: number;
  type: QuestionType;
  stem: string;
  options: { id: string; text: string }[];
  points: number;
  choice: string[];
  correct: boolean;
  awarded: number;
  key: string[];
  explanation: string;
  sourceClause: string | null;
  /** `postId` is `null` for a general section of the enterprise. */
  sections: { postId: Uuid | null; sectionKey: string; title: string }[];
}
export interface MyAttempt {
  id: Uuid;
  examSessionId: Uuid;
  title: string;
  purpose: 'formal' | 'self_test';
  status: 'open' | 'submitted' | 'expired';
  startedAt: Instant;
  submittedAt: Instant | null;
  score: number | null;
  max: number;
  passed: boolean | null;
}

export interface TrainingPlanInput {
  organisationId?: Uuid;
  title: string;
  period: string /* 2026 */;
  startsOn: DateOnly;
  dueOn: DateOnly;
  audience: { kind: 'region' | 'organisation' | 'post'; id: string }[];
  rosterRoles?: RosterRole[];
  requirement: { kind: 'pass_exam'; examSessionId: Uuid };
  certificate: { issue: boolean; validMonths: number | null; issuer?: string };
}
export interface TrainingPlan extends TrainingPlanInput {
  id: Uuid;
  organisationName: string;
  examTitle: string;
  status: 'draft' | 'active' | 'closed';
  due: number;
  met: number;
  version: number;
}
export interface Coverage {
  plan: { id: Uuid; title: string; dueOn: DateOnly };
  level: 'region' | 'organisation';
  id: string;
  name: string;
  crumbs: { level: 'region' | 'organisation'; id: string; name: string }[];
  due: number;
  met: number;
  overdue: number;
  excused: number;
  definitionVersion: string;
  asOf: DateOnly;
  computedAt: Instant;
  children: CoverageChild[];
}
export interface CoverageChild {
  level: 'region' | 'organisation';
  kind: string;
  id: string;
  name: string;
  due: number;
  met: number;
  overdue: number;
  excused: number;
}
export interface CoveragePerson {
  personId: Uuid;
  name: string;
  enterpriseName: string;
  unitPath: string;
  posts: string[];
  status: 'met' | 'due' | 'overdue' | 'excused';
  metAt: Instant | null;
  evidence: { attemptId: Uuid; score: number; max: number; submittedAt: Instant; certificateId: Uuid | null } | null;
  excusedReason: string | null;
}
export interface Certificate {
  id: Uuid;
  number: string;
  title: string;
  holderName: string;
  organisationName: string;
  programme: string;
  issuedOn: DateOnly;
  validUntil: DateOnly | null;
  status: 'valid' | 'expired' | 'revoked';
  verificationCode: string;
  scoreHundredths: number | null;
}
export interface Verification {
  status: 'valid' | 'expired' | 'revoked' | 'unknown';
  checkedAt: Instant;
  certificate: {
    number: string;
    title: string;
    holderName: string /* 赵*林 */;
    holderIdMasked: string;
    organisation: string;
    post: string;
    programme: string;
    startOn: DateOnly | null;
    endOn: DateOnly;
    requiredHours: number | null;
    completedHours: number | null;
    scoreHundredths: number | null;
    passHundredths: number | null;
    assessment: string;
    issuer: string;
    issuedOn: DateOnly;
    validUntil: DateOnly | null;
  } | null;
  signature: { algorithm: string; keyId: string; value: string } | null;
  revokedOn: DateOnly | null;
  revokedReason: string | null;
}
