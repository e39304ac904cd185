import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CONFIG, type Config } from '../../../platform/config/config.js';
import { CurrentCtx, type Ctx } from '../../../platform/http/context.js';
import { AtKiosk, Public, SignedIn as SignedInOnly } from '../../../platform/http/permissions.js';
import { DespiteTemporaryPassword, WithoutSession } from './access.guard.js';
import { DEVICE_COOKIE, clearSessionCookie, setSessionCookies } from './session-cookie.js';
import { CurrentSession, SignInDto, SignedIn } from './session.dto.js';
import { ShowSession } from './show-session.js';
import { SignIn } from './sign-in.js';
import { SignOut } from './sign-out.js';

@ApiTags('identity')
@Controller('sessions')
export class SessionController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly signIn: SignIn,
    private readonly showSession: ShowSession,
    private readonly signOut: SignOut,
  ) {}

  @Post()
  @Public('whoever has an account must be able to sign in')
  @WithoutSession()
  @ApiCreatedResponse({ type: SignedIn })
  async create(
    @CurrentCtx() ctx: Ctx,
    @Body() body: SignInDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedIn> {
    const session = await this.signIn.execute(ctx, {
      ...body,
      ip: request.ip,
      device: request.cookies[DEVICE_COOKIE],
      userAgent: request.headers['user-agent'],
    });
    const { person, account, roles, mustChangePassword, expiresAt } = await this.showSession.execute(session.ctx);
    setSessionCookies(reply, this.config, session);
    return { token: session.token, expiresAt, person, account, roles, mustChangePassword };
  }

  @Get('current')
  @AtKiosk()
  @SignedInOnly('self')
  @DespiteTemporaryPassword()
  @ApiOkResponse({ type: CurrentSession })
  show(@CurrentCtx() ctx: Ctx): Promise<CurrentSession> {
    return this.showSession.execute(ctx);
  }

  @Delete('current')
  @AtKiosk()
  @SignedInOnly('self')
  @DespiteTemporaryPassword()
  @HttpCode(204)
  @ApiNoContentResponse()
  async end(@CurrentCtx() ctx: Ctx, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.signOut.execute(ctx);
    clearSessionCookie(reply, this.config);
  }
}
