import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OrganisationsModule } from '../organisations/index.js';
import './training-plans.errors.js';
import './training-plans.permissions.js';
import { ActivatePlan } from './activate-plan.js';
import { ClosePlan } from './close-plan.js';
import { CreatePlan } from './create-plan.js';
import { EditPlan } from './edit-plan.js';
import { EndExcusal } from './end-excusal.js';
import { ExcusalController } from './excusal.controller.js';
import { ExcusePerson } from './excuse-person.js';
import { ListExcusals } from './list-excusals.js';
import { ListPlans } from './list-plans.js';
import { CheckPlanContent } from './plan-content.js';
import { PlanVisibility } from './plan-visibility.js';
import { RecordCompletions } from './record-completions.js';
import { ShowPlan } from './show-plan.js';
import { TrainingPlanController } from './training-plan.controller.js';
import { CompletionRow, PlanExcusalRow, RequirementRow, TrainingPlanRow } from './training-plan.entity.js';
import { TrainingPlanRepository } from './training-plan.repository.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([TrainingPlanRow, RequirementRow, PlanExcusalRow, CompletionRow]),
    OrganisationsModule,
  ],
  controllers: [TrainingPlanController, ExcusalController],
  providers: [
    TrainingPlanRepository,
    PlanVisibility,
    CheckPlanContent,
    CreatePlan,
    EditPlan,
    ActivatePlan,
    ClosePlan,
    ShowPlan,
    ListPlans,
    ExcusePerson,
    EndExcusal,
    ListExcusals,
    RecordCompletions,
  ],
  exports: [PlanVisibility, CreatePlan, ActivatePlan, ExcusePerson, RecordCompletions],
})
export class TrainingPlansModule {}
