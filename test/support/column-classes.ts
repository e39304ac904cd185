/** Who may be told what a column holds; see law A12. */
export interface ColumnClasses {
  /** Anybody, also without signing in. */
  readonly public?: string;
  /** The person whom the row is about, as far as the rules of the page allow. */
  readonly self?: string;
  /** People of the office, within what they answer for. */
  readonly scope?: string;
  /** Nobody as it stands: keys, seeds, hashes, ciphers; what may be told of it has a rule of its own. */
  readonly secret?: string;
}

/** Every column of every table. A new one fails test/medium/column-classes.spec.ts until somebody has decided. */
export const COLUMN_CLASSES: Readonly<Record<string, ColumnClasses>> = {
  access_code_try: { scope: 'last_at person_id session_id tries' },
  account: {
    self: 'display_name login must_change_password password_changed_at person_id',
    scope: 'created_at id last_sign_in_at status version',
    secret: 'password_hash',
  },
  answer: { self: 'attempt_id choice client_seq saved_at slot' },
  attempt: {
    self: 'answer_seqs answers deadline device_since ended_at extension_seconds id late_answers max_score mode no passed paused_at person_id revision right_count score session_id started_at status',
    secret: 'device_id paper seed',
  },
  attempt_event: { scope: 'at attempt_id data kind seq', secret: 'hash prev_hash' },
  attempt_grade: { self: 'graded_at max_score passed scheme score', scope: 'attempt_id no reason regrade_id slots' },
  attempt_presence: { self: 'attempt_id online seen_at signals' },
  audit_entry: {
    scope:
      'action actor_account_id actor_name at chain detail id organisation_id request_id seq subject_id subject_type',
    secret: 'hash prev_hash',
  },
  certificate: {
    public: 'fields issued_on number revoked_at signature status superseded_by valid_until verification_code',
    self: 'attempt_id file_id file_sha256 id issued_at organisation_id period person_id plan_id revoked_by revoked_reason',
  },
  certificate_hold: { scope: 'attempt_id detail held_at met_at person_id reason requirement_id tried_at' },
  completion: { self: 'attempt_id met_at person_id requirement_id' },
  employment: {
    self: 'employment_type ends_on enterprise_id id leave_reason organisation_id person_id recorded_at roster_role starts_on',
  },
  exam_entry: { scope: 'added_at extension_seconds person_id room_id seat session_id' },
  exam_entry_rule: { scope: 'kind position session_id target_id' },
  exam_integrity_finding: {
    scope:
      'attempt_ids changed_at evidence id kind note outcome place reviewed_at reviewed_by reviewed_by_name session_id standing subject version',
  },
  exam_integrity_report: { scope: 'counted_at examined_at on_kiosk on_paper pairs papers session_id' },
  exam_invigilator: { scope: 'account_id id room_id session_id' },
  exam_item_count: { scope: 'attempts counted_at people session_id stale_since' },
  exam_item_flag: {
    scope:
      'asked flags handled_asked handled_at handled_by handled_by_name handled_flags note open place question_id version version_id',
  },
  exam_item_statistic: { scope: 'people question_id session_id version_id', secret: 'corrected_key tally' },
  exam_pack: { scope: 'built_at file_id id session_id sha256 size', secret: 'layout sealed_key' },
  exam_question_use: { scope: 'drawn last_drawn_at question_id session_id' },
  exam_question_use_count: { scope: 'attempts counted_at session_id' },
  exam_regrade: {
    scope:
      'applied_at bank_outcome decided_at decided_by decided_by_name decision_note id kind mends_bank organisation_id policy question_id reason requested_at requested_by requested_by_name seen_until session_id status version_id',
    secret: 'correct',
  },
  exam_regrade_scope: { scope: 'attempts regrade_id seen session_id' },
  exam_room: { scope: 'capacity id name position session_id' },
  exam_session: {
    scope:
      'attempts_allowed blueprint cancelled_at cancelled_reason closes_at cool_down_seconds created_at created_by disclose_at disclosure duration_seconds ends_at extension_seconds id invigilated late_entry_minutes one_device opens_at organisation_id packs pass_hundredths paused_at paused_seconds published_at purpose question_count resits_allowed scoring_scheme shuffle_options shuffle_questions start_mode status title total_hundredths version',
    secret: 'access_code corrections pool',
  },
  exam_session_event: { scope: 'actor_account_id actor_name at data kind seq session_id', secret: 'hash prev_hash' },
  file_intent: { scope: 'begun_at id' },
  handbook: { scope: 'created_at draft_version_id id organisation_id post_id published_version_id title version' },
  handbook_receipt: { self: 'at general_version_id id person_id post_id professional_version_id' },
  handbook_section: { scope: 'body id key position title version_id' },
  handbook_section_question: { scope: 'question_id section_id' },
  handbook_version: { scope: 'created_at handbook_id id no published_at published_by status title' },
  idempotency_key: { scope: 'account_id created_at status', secret: 'body key request_hash' },
  inbox: { scope: 'event_id handled_at subscriber' },
  kiosk_badge: { scope: 'ended_at ended_by id issued_at issued_by last_used_at person_id', secret: 'token_hash' },
  kiosk_device: {
    scope:
      'badge_alone created_at created_by exam_session_id id last_used_at name organisation_id paired_at pairing_expires_at place revoked_at version',
    secret: 'credential_hash pairing_hash',
  },
  kiosk_pin: { scope: 'changed_at person_id', secret: 'pin_hash' },
  known_device: { scope: 'account_id seen_at', secret: 'device_hash' },
  migration: { scope: 'id name timestamp' },
  organisation: {
    scope:
      'above_scale created_at credit_code enterprise_id field high_risk id industry kind name parent_id path region_code status version',
  },
  outbox: { scope: 'created_at id published_at settled_at type', secret: 'payload' },
  paper_job: {
    scope:
      'beat_at created_at created_by created_by_name done ended_at failure file_id id paper_ids run_no session_id size status',
  },
  paper_keying: { scope: 'account_id account_name finished_at no paper_id started_at', secret: 'answers' },
  paper_photo: { scope: 'added_at added_by added_by_name file_id height id paper_id sha256 width' },
  person: {
    self: 'id_masked id_type name phone_masked',
    scope: 'created_at id version',
    secret: 'id_cipher id_hash phone_cipher phone_hash',
  },
  plan_excusal: {
    scope:
      'ended_at ended_by_name ends_on id person_id plan_id reason recorded_at recorded_by recorded_by_name starts_on',
  },
  post: {
    scope:
      'active created_at dangerous_surface high_risk id name organisation_id required_certificates template_id underground version',
  },
  post_assignment: { self: 'employment_id ends_on id person_id post_id recorded_at starts_on' },
  post_template: { public: 'dangerous_surface field high_risk id name required_certificates underground' },
  printed_paper: { self: 'number status', scope: 'attempt_id due_at id printed_at printed_by reason session_id' },
  question: {
    scope:
      'approved_version_id category created_at criteria_clause current_version_id difficulty field id knowledge_point merged_into organisation_id origin_question_id origin_version_id return_reason review source_clause status updated_at version',
    secret: 'approved_fingerprint fingerprint',
  },
  question_bank: { scope: 'duplicates_checked_at organisation_id review_required updated_at version' },
  question_distinct: { scope: 'decided_at decided_by_name organisation_id other_id question_id' },
  question_duplicate: { scope: 'group_id organisation_id question_id reason similarity' },
  question_gap_target: { scope: 'multiple organisation_id per_point single true_false updated_at version' },
  question_hidden: { scope: 'hidden_at hidden_by_name organisation_id question_id' },
  question_import: {
    scope:
      'beat_at confirmed_at corrections created_at created_by defaults failure file_name file_sha256 id keep_unrecognised organisation_id preview progress_done progress_total reading_no status',
  },
  question_import_file: { scope: 'import_id name no', secret: 'bytes' },
  question_import_memory: { scope: 'correction organisation_id shape sheet updated_at updated_by_name' },
  question_import_picture: { scope: 'file_id height import_id media_type sha256 width', secret: 'bytes' },
  question_import_row: {
    scope:
      'category code column_letter criteria_clause difficulty id images import_id kind knowledge_point message near_group near_ids near_reason near_similarity options row_no seq sheet source_clause stem type version_id',
    secret: 'correct explanation fingerprint',
  },
  question_key: { scope: 'version_id', secret: 'correct explanation' },
  question_post: { scope: 'post_id question_id' },
  question_review: { scope: 'at by_account_id by_name deed id question_id reason version_id' },
  question_version: { scope: 'created_at created_by created_by_name id images no options question_id stem type' },
  region: { public: 'code level name parent_code valid_from valid_until' },
  requirement: { scope: 'exam_session_id id kind plan_id' },
  role_grant: { scope: 'account_id field granted_at granted_by id organisation_id region_code role' },
  roster_import: {
    scope: 'confirmed_at created_at created_by file_name file_sha256 id organisation_id preview status',
    secret: 'rows_cipher',
  },
  section_reading: { self: 'person_id read_at section_id' },
  session: {
    self: 'created_at last_seen_at user_agent',
    scope: 'account_id expires_at id kiosk_entry kiosk_id revoked_at',
    secret: 'token_hash',
  },
  sign_in_failure: { scope: 'at id', secret: 'login_hash source' },
  stored_file: { scope: 'created_at created_by height id media_type name organisation_id purpose sha256 size width' },
  supervision_field: { public: 'code high_risk mining name position' },
  training_plan: {
    scope:
      'activated_at audience certificate_issuer certificate_valid_months closed_at created_at created_by due_on id issues_certificate organisation_id period roster_roles starts_on status title version',
  },
};
