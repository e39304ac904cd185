import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/index.js';
import { TrainingPlansModule } from '../training-plans/index.js';
import './coverage.errors.js';
import './coverage.permissions.js';
import { CoverageController } from './coverage.controller.js';
import { FindCoverageNode } from './coverage-node.js';
import { ExportCoverage } from './export-coverage.js';
import { ListCoveragePeople } from './list-coverage-people.js';
import { ShowCoverage } from './show-coverage.js';
import { ShowFields } from './show-fields.js';
import { ShowOverview } from './show-overview.js';

@Module({
  imports: [OrganisationsModule, TrainingPlansModule],
  controllers: [CoverageController],
  providers: [FindCoverageNode, ShowCoverage, ShowFields, ListCoveragePeople, ExportCoverage, ShowOverview],
})
export class CoverageModule {}
