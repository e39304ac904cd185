import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCtx, type Ctx } from '../../../platform/http/context.js';
import { ApiPage, type Page } from '../../../platform/http/page.js';
import { Permit, SignedIn } from '../../../platform/http/permissions.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { ChangePassword } from '../passwords/change-password.js';
import { DespiteTemporaryPassword } from '../sessions/access.guard.js';
import {
  Account,
  AccountBatch,
  AccountBatchDto,
  AccountQuery,
  AccountStatusDto,
  ChangePasswordDto,
  CreateAccountDto,
  CreatedAccount,
  GrantDto,
  NewPassword,
} from './account.dto.js';
import { AddGrant } from './add-grant.js';
import { CreateAccountBatch } from './create-account-batch.js';
import { CreateAccount } from './create-account.js';
import { ListAccounts } from './list-accounts.js';
import { RemoveGrant } from './remove-grant.js';
import { ResetPassword } from './reset-password.js';
import { SetAccountStatus } from './set-account-status.js';

@ApiTags('identity')
@Controller()
export class AccountController {
  constructor(
    private readonly listAccounts: ListAccounts,
    private readonly createAccount: CreateAccount,
    private readonly createBatch: CreateAccountBatch,
    private readonly setStatus: SetAccountStatus,
    private readonly resetPassword: ResetPassword,
    private readonly addGrant: AddGrant,
    private readonly removeGrant: RemoveGrant,
    private readonly changePassword: ChangePassword,
  ) {}

  @Get('accounts')
  @Permit('identity.account.read', 'list')
  @ApiPage(Account)
  list(@CurrentCtx() ctx: Ctx, @Query() query: AccountQuery): Promise<Page<Account>> {
    return this.listAccounts.execute(ctx, query);
  }

  @Post('accounts')
  @Permit('identity.account.write', 'body')
  @ApiCreatedResponse({ type: CreatedAccount })
  create(@CurrentCtx() ctx: Ctx, @Body() body: CreateAccountDto): Promise<CreatedAccount> {
    return this.createAccount.execute(ctx, body);
  }

  @Post('account-batches')
  @Permit('identity.account.write', 'body')
  @ApiCreatedResponse({ type: AccountBatch })
  createMany(@CurrentCtx() ctx: Ctx, @Body() body: AccountBatchDto): Promise<AccountBatch> {
    return this.createBatch.execute(ctx, body.organisationId);
  }

  @Put('accounts/me/password')
  @SignedIn('self')
  @DespiteTemporaryPassword()
  @HttpCode(204)
  @ApiNoContentResponse()
  async change(@CurrentCtx() ctx: Ctx, @Body() body: ChangePasswordDto): Promise<void> {
    await this.changePassword.execute(ctx, body);
  }

  @Patch('accounts/:id')
  @Permit('identity.account.write', 'resource')
  @ApiOkResponse({ type: Account })
  update(@CurrentCtx() ctx: Ctx, @IdParam() id: string, @Body() body: AccountStatusDto): Promise<Account> {
    return this.setStatus.execute(ctx, id, body.status);
  }

  @Post('accounts/:id/password-reset')
  @Permit('identity.account.write', 'resource')
  @ApiCreatedResponse({ type: NewPassword })
  reset(@CurrentCtx() ctx: Ctx, @IdParam() id: string): Promise<NewPassword> {
    return this.resetPassword.execute(ctx, id);
  }

  @Post('accounts/:id/grants')
  @Permit('identity.account.write', 'resource')
  @ApiCreatedResponse({ type: Account })
  grant(@CurrentCtx() ctx: Ctx, @IdParam() id: string, @Body() body: GrantDto): Promise<Account> {
    return this.addGrant.execute(ctx, id, body);
  }

  @Delete('accounts/:id/grants/:grantId')
  @Permit('identity.account.write', 'resource')
  @HttpCode(204)
  @ApiNoContentResponse()
  async revoke(@CurrentCtx() ctx: Ctx, @IdParam() id: string, @IdParam('grantId') grantId: string): Promise<void> {
    await this.removeGrant.execute(ctx, id, grantId);
  }
}
