export { TrainingPlansModule } from './training-plans.module.js';
export {
  requirementMet,
  requirementUnmet,
  type RequirementMet,
  type RequirementUnmet,
} from './training-plans.events.js';
export {
  COUNTS,
  DUE_DEFINITION,
  DUE_FROM,
  binder,
  civilDateSql,
  dueCondition,
  inForce,
  standingQuery,
  type Bind,
  type Counts,
  type DuePlan,
} from './due-people.js';
export { PlanVisibility } from './plan-visibility.js';
export { PLAN_COLUMNS, PLAN_FROM, type Plan } from './training-plan.repository.js';
export { CreatePlan } from './create-plan.js';
export { ActivatePlan } from './activate-plan.js';
export { ExcusePerson } from './excuse-person.js';
export { RecordCompletions } from './record-completions.js';
export type { PlanContent } from './plan-content.js';
export { IsCivilDate } from './training-plan.dto.js';
