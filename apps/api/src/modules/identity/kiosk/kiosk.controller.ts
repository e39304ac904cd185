import { Body, Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CONFIG, type Config } from '../../../platform/config/config.js';
import { CurrentCtx, type Ctx } from '../../../platform/http/context.js';
import { Public } from '../../../platform/http/permissions.js';
import { WithoutSession } from '../sessions/access.guard.js';
import { clearSessionCookie, SESSION_COOKIE } from '../sessions/session-cookie.js';
import { SessionDirectory } from '../sessions/session-directory.js';
import { CurrentSession } from '../sessions/session.dto.js';
import { ShowSession } from '../sessions/show-session.js';
import { BadgeSignInDto } from './badge.dto.js';
import { BadgeSignIn } from './badge-sign-in.js';
import { KIOSK_COOKIE, setKioskCookie, setKioskSessionCookie } from './kiosk-cookie.js';
import { KioskSignInDto, PairedKiosk, PairKioskDto } from './kiosk.dto.js';
import { KioskSignIn } from './kiosk-sign-in.js';
import type { KioskSession } from './open-kiosk-session.js';
import { PairKiosk } from './pair-kiosk.js';

/** What a shared device itself asks: its cookie is its credential. */
@ApiTags('kiosks')
@Controller('kiosk')
export class KioskController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly pairKiosk: PairKiosk,
    private readonly kioskSignIn: KioskSignIn,
    private readonly badgeSignIn: BadgeSignIn,
    private readonly showSession: ShowSession,
    private readonly sessions: SessionDirectory,
  ) {}

  @Get()
  @Public('the device shows what it is before anybody signs in; its own cookie is the credential')
  @WithoutSession()
  @ApiOkResponse({ type: PairedKiosk })
  async show(
    @CurrentCtx() ctx: Ctx,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PairedKiosk> {
    const { [KIOSK_COOKIE]: credential, [SESSION_COOKIE]: token } = request.cookies;
    const device = await this.pairKiosk.show(ctx, credential);
    // Of a session that the office or the server has ended nothing stays either, not even its name.
    if (token !== undefined && !(await this.sessions.resolve(token))) clearSessionCookie(reply, this.config);
    return device;
  }

  @Post('pairing')
  @Public('the pairing code is the credential')
  @WithoutSession()
  @ApiCreatedResponse({ type: PairedKiosk })
  async pair(
    @CurrentCtx() ctx: Ctx,
    @Body() body: PairKioskDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PairedKiosk> {
    const { credential, device } = await this.pairKiosk.execute(ctx, body.code, request.ip);
    setKioskCookie(reply, this.config, credential);
    return device;
  }

  @Post('sessions')
  @Public('whoever stands at a paired device must be able to sign in')
  @WithoutSession()
  @ApiCreatedResponse({ type: CurrentSession })
  async signIn(
    @CurrentCtx() ctx: Ctx,
    @Body() body: KioskSignInDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CurrentSession> {
    const { [KIOSK_COOKIE]: credential } = request.cookies;
    return this.entered(reply, await this.kioskSignIn.execute(ctx, credential, body, request.headers['user-agent']));
  }

  @Post('sessions/by-badge')
  @Public('whoever stands at a paired device must be able to sign in')
  @WithoutSession()
  @ApiCreatedResponse({ type: CurrentSession })
  async signInByBadge(
    @CurrentCtx() ctx: Ctx,
    @Body() body: BadgeSignInDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CurrentSession> {
    const { [KIOSK_COOKIE]: credential } = request.cookies;
    return this.entered(reply, await this.badgeSignIn.execute(ctx, credential, body, request.headers['user-agent']));
  }

  private async entered(reply: FastifyReply, session: KioskSession): Promise<CurrentSession> {
    const shown = await this.showSession.execute(session.ctx);
    setKioskSessionCookie(reply, this.config, session.token);
    return shown;
  }
}
