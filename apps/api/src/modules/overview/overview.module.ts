import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/index.js';
import { OverviewController } from './overview.controller.js';
import { ShowOfficeHome } from './show-office-home.js';

@Module({ imports: [OrganisationsModule], controllers: [OverviewController], providers: [ShowOfficeHome] })
export class OverviewModule {}
