import type { components } from './schema.js';

// The words of the API, from the generated schema (npm run generate): a change there fails the type check here.

type Schemas = components['schemas'];

export type Uuid = string;
/** ISO instant, UTC */
export type Instant = string;
/** 2026-11-30, Asia/Shanghai */
export type DateOnly = string;

export interface Page<T> {
  items: T[];
  next: string | null;
}

export type SignInDto = Schemas['SignInDto'];
export type SignedIn = Schemas['SignedIn'];
export type CurrentSession = Schemas['CurrentSession'];
export type Kiosk = Schemas['Kiosk'];
export type KioskPairing = Schemas['KioskPairing'];
export type PairedKiosk = Schemas['PairedKiosk'];
export type BadgeSignInDto = Schemas['BadgeSignInDto'];
export type KioskPerson = Schemas['KioskPerson'];
export type KioskSignInDto = Schemas['KioskSignInDto'];
export type IssuedPins = Schemas['IssuedPins'];
export type RoleGrant = Schemas['RoleGrant'];
export type Role = Schemas['Role'];
export type PersonBrief = Schemas['PersonBrief'];
export type Account = Schemas['Account'];
export type CreateAccountDto = Schemas['CreateAccountDto'];
export type GrantDto = Schemas['GrantDto'];
export type CreatedAccount = Schemas['CreatedAccount'];
export type Region = Schemas['Region'];
export type OrganisationKind = Schemas['Organisation']['kind'];
export type Organisation = Schemas['Organisation'];
export type CreateOrganisationDto = Schemas['CreateOrganisationDto'];
export type OrganisationNode = Schemas['OrganisationNode'];
export type EmploymentType = Schemas['Person']['employmentType'];
export type RosterRole = Schemas['Person']['rosterRole'];
export type Person = Schemas['Person'];
export type IdType = Schemas['Person']['idType'];
export type PersonDetail = Schemas['PersonDetail'];
export type CreatePersonDto = Schemas['CreatePersonDto'];
export type RosterImport = Schemas['RosterImport'];
export type RefusedRow = Schemas['RefusedRow'];
export type Post = Schemas['Post'];
export type PostTemplate = Schemas['PostTemplate'];
export type QuestionType = Schemas['Question']['type'];
export type Category = NonNullable<Schemas['Question']['category']>;
export type Question = Schemas['Question'];
export type QuestionDetail = Schemas['QuestionDetail'];
export type QuestionInput = Schemas['QuestionInput'];
export type QuestionImport = Schemas['QuestionImport'];
export type QuestionExportLosses = Schemas['QuestionExportLosses'];
export type QuestionImportSheet = Schemas['QuestionImportSheet'];
export type QuestionImportRow = Schemas['QuestionImportRowView'];
export type QuestionPicture = Schemas['QuestionImageDto'];
export type QuestionVersion = Schemas['QuestionVersion'];
export type QuestionBank = Schemas['QuestionBank'];
export type WaitingRegrade = Schemas['WaitingRegradeDto'];
export type QuestionUsage = Schemas['QuestionUsage'];
export type QuestionStatistics = Schemas['QuestionStatisticsDto'];
export type ItemStatistics = Schemas['ItemStatisticsDto'];
export type QuestionGaps = Schemas['QuestionGaps'];
export type QuestionGapCell = Schemas['QuestionGapCell'];
export type QuestionGapPoints = Schemas['QuestionGapPoints'];
export type QuestionGapTarget = Schemas['QuestionGapTarget'];
export type QuestionTagChange = Schemas['TagChangeDto'];
export type QuestionChangeResult = Schemas['QuestionChangeResult'];
export type ApprovalResult = Schemas['ApprovalResult'];
export type DuplicateGroup = Schemas['DuplicateGroup'];
export type Handbook = Schemas['Handbook'];
export type HandbookDraft = Schemas['HandbookDraft'];
export type Section = Schemas['Section'];
export type SectionInput = Schemas['SectionInput'];
export type MyHandbook = Schemas['MyHandbook'];
export type ExamSessionInput = Schemas['ExamSessionInput'];
export type ScoringScheme = Schemas['ExamSessionInput']['scoringScheme'];
export type Blueprint = Schemas['BlueprintDto'];
export type ExamSession = Schemas['ExamSessionDto'];
export type ExamEntry = Schemas['ExamEntryDto'];
export type ExamSummary = Schemas['ExamSummaryDto'];
export type MyTasks = Schemas['MyTasksDto'];
export type MyTask = Schemas['MyTaskDto'];
export type MyExam = Schemas['MyExamDto'];
export type ExamAttempt = Schemas['ExamAttemptDto'];
export type StartedAttempt = Schemas['StartedAttemptDto'];
export type UnlockedPaper = Schemas['UnlockedPaperDto'];
export type PackOffer = Schemas['PackOfferDto'];
export type SaveAnswersDto = Schemas['SaveAnswersDto'];
export type SavedAnswers = Schemas['SavedAnswersDto'];
export type AttemptResult = Schemas['AttemptResultDto'];
export type ResultSlot = Schemas['ResultSlotDto'];
export type MyAttempt = Schemas['MyAttemptDto'];
export type TrainingPlanInput = Schemas['TrainingPlanInput'];
export type TrainingPlan = Schemas['TrainingPlan'];
export type Coverage = Schemas['Coverage'];
export type CoverageChild = Schemas['CoverageChild'];
export type CoverageOverview = Schemas['CoverageOverview'];
export type CoverageFields = Schemas['CoverageFields'];
export type CoveragePerson = Schemas['CoveragePerson'];
export type Certificate = Schemas['Certificate'];
export type Verification = Schemas['Verification'];
