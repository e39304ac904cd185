import { Module, type DynamicModule } from '@nestjs/common';
import { AuditModule } from './modules/audit/index.js';
import { CertificatesModule } from './modules/certificates/index.js';
import { CoverageModule } from './modules/coverage/index.js';
import { ExamsModule } from './modules/exams/index.js';
import { FilesModule } from './modules/files/index.js';
import { HandbooksModule } from './modules/handbooks/index.js';
import { IdentityModule } from './modules/identity/index.js';
import { OrganisationsModule } from './modules/organisations/index.js';
import { OverviewModule } from './modules/overview/index.js';
import { PostsModule } from './modules/posts/index.js';
import { QuestionsModule } from './modules/questions/index.js';
import { TrainingPlansModule } from './modules/training-plans/index.js';
import type { Clock } from './platform/clock/clock.js';
import type { Config } from './platform/config/config.js';
import { PlatformModule } from './platform/platform.module.js';

@Module({})
export class AppModule {
  static forRoot(config: Config, clock?: Clock): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.forRoot(config, clock),
        AuditModule,
        FilesModule,
        OrganisationsModule,
        IdentityModule,
        PostsModule,
        QuestionsModule,
        HandbooksModule,
        ExamsModule,
        TrainingPlansModule,
        CertificatesModule,
        CoverageModule,
        OverviewModule,
      ],
    };
  }
}
