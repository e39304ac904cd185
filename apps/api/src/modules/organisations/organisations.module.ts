import { Module } from '@nestjs/common';
import { OrganisationScope } from './organisation-scope.js';

@Module({ providers: [OrganisationScope], exports: [OrganisationScope] })
export class OrganisationsModule {}
