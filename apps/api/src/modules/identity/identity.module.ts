import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OrganisationsModule } from '../organisations/index.js';
import './identity.errors.js';
import './identity.permissions.js';
import { AccountEntity } from './accounts/account.entity.js';
import { AccountRepository } from './accounts/account.repository.js';
import { AccountViews } from './accounts/account-views.js';
import { RoleGrantEntity } from './accounts/role-grant.entity.js';
import { PasswordHasher } from './passwords/password-hasher.js';
import { AccessGuard } from './sessions/access.guard.js';
import { KnownDeviceEntity } from './sessions/known-device.entity.js';
import { SessionController } from './sessions/session.controller.js';
import { SessionDirectory } from './sessions/session-directory.js';
import { SessionEntity } from './sessions/session.entity.js';
import { ShowSession } from './sessions/show-session.js';
import { SignInFailureEntity } from './sessions/sign-in-failure.entity.js';
import { SignIn } from './sessions/sign-in.js';
import { SignInRepository } from './sessions/sign-in.repository.js';
import { SignOut } from './sessions/sign-out.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([AccountEntity, RoleGrantEntity, SessionEntity, SignInFailureEntity, KnownDeviceEntity]),
    OrganisationsModule,
  ],
  controllers: [SessionController],
  providers: [
    { provide: APP_GUARD, useClass: AccessGuard },
    AccountRepository,
    AccountViews,
    PasswordHasher,
    SessionDirectory,
    ShowSession,
    SignIn,
    SignInRepository,
    SignOut,
  ],
})
export class IdentityModule {}
