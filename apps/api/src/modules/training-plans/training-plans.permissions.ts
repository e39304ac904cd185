import { definePermissions } from '../../platform/http/permissions.js';

export const trainingPlanPermissions = definePermissions({
  'training-plans.plan.read': {
    title: '查看培训计划',
    roles: ['regulator', 'inspector', 'safety_officer', 'principal', 'team_leader'],
  },
  'training-plans.plan.write': { title: '制定培训计划、登记免训', roles: ['regulator', 'safety_officer'] },
});
