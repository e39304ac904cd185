import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OrganisationsModule } from '../organisations/index.js';
import { AccountEntity } from './accounts/account.entity.js';
import { AccountRepository } from './accounts/account.repository.js';
import { AccountViews } from './accounts/account-views.js';
import { RoleGrantEntity } from './accounts/role-grant.entity.js';
import { AccountAuthority } from './accounts/account-authority.js';
import { AccountController } from './accounts/account.controller.js';
import { AddGrant } from './accounts/add-grant.js';
import { Bootstrap } from './accounts/bootstrap.js';
import { CreateAccount } from './accounts/create-account.js';
import { CreateAccountBatch } from './accounts/create-account-batch.js';
import { ListAccounts } from './accounts/list-accounts.js';
import { RemoveGrant } from './accounts/remove-grant.js';
import { ResetPassword } from './accounts/reset-password.js';
import { SetAccountStatus } from './accounts/set-account-status.js';
import { ChangePassword } from './passwords/change-password.js';
import { BadgeRepository } from './kiosk/badge.repository.js';
import { BadgeSignIn } from './kiosk/badge-sign-in.js';
import { CheckPin } from './kiosk/check-pin.js';
import { EditKiosk } from './kiosk/edit-kiosk.js';
import { EndIdleSessions } from './kiosk/end-idle-sessions.js';
import { IssueBadges } from './kiosk/issue-badges.js';
import { KioskBadgeEntity } from './kiosk/kiosk-badge.entity.js';
import { KioskController } from './kiosk/kiosk.controller.js';
import { KioskDeviceEntity } from './kiosk/kiosk-device.entity.js';
import { KioskExams } from './kiosk/kiosk-exams.js';
import { KioskOfficeController } from './kiosk/kiosk-office.controller.js';
import { KioskPeople } from './kiosk/kiosk-people.js';
import { KioskPeopleController } from './kiosk/kiosk-people.controller.js';
import { KioskPinEntity } from './kiosk/kiosk-pin.entity.js';
import { KioskRepository } from './kiosk/kiosk.repository.js';
import { KioskSignIn } from './kiosk/kiosk-sign-in.js';
import { ListKiosks } from './kiosk/list-kiosks.js';
import { OpenKioskSession } from './kiosk/open-kiosk-session.js';
import { OwnKiosks } from './kiosk/own-kiosks.js';
import { PairKiosk } from './kiosk/pair-kiosk.js';
import { KioskPress } from './kiosk/print/kiosk-press.js';
import { RegisterKiosk } from './kiosk/register-kiosk.js';
import { SetPins } from './kiosk/set-pins.js';
import { EndSessions } from './sessions/end-sessions.js';
import { IdentityJobs } from './identity.jobs.js';
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
    TypeOrmModule.forFeature([
      AccountEntity,
      RoleGrantEntity,
      SessionEntity,
      SignInFailureEntity,
      KnownDeviceEntity,
      KioskDeviceEntity,
      KioskPinEntity,
      KioskBadgeEntity,
    ]),
    OrganisationsModule,
  ],
  controllers: [SessionController, AccountController, KioskOfficeController, KioskPeopleController, KioskController],
  providers: [
    { provide: APP_GUARD, useClass: AccessGuard },
    AccountRepository,
    AccountViews,
    PasswordHasher,
    AccountAuthority,
    AddGrant,
    Bootstrap,
    CreateAccount,
    CreateAccountBatch,
    ListAccounts,
    RemoveGrant,
    ResetPassword,
    SetAccountStatus,
    ChangePassword,
    EndSessions,
    BadgeRepository,
    BadgeSignIn,
    CheckPin,
    EditKiosk,
    EndIdleSessions,
    IssueBadges,
    KioskExams,
    KioskPeople,
    KioskPress,
    KioskRepository,
    KioskSignIn,
    ListKiosks,
    OpenKioskSession,
    OwnKiosks,
    PairKiosk,
    RegisterKiosk,
    SetPins,
    IdentityJobs,
    SessionDirectory,
    ShowSession,
    SignIn,
    SignInRepository,
    SignOut,
  ],
  exports: [Bootstrap, CreateAccount, CreateAccountBatch, PasswordHasher, KioskExams],
})
export class IdentityModule {}
