export { TrainingPlansModule } from './training-plans.module.js';
