import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCtx, type Ctx } from '../../platform/http/context.js';
import { Public } from '../../platform/http/permissions.js';
import { CertificatePress } from './certificate-press.js';
import { Verification, VerificationKeys } from './certificate.dto.js';
import { ShowVerification } from './show-verification.js';

@ApiTags('certificates')
@Controller()
export class VerificationController {
  constructor(
    private readonly showVerification: ShowVerification,
    private readonly press: CertificatePress,
  ) {}

  /** What cannot be a code is unknown, like a code that was never given out. */
  @Get('verifications/:code')
  @Public('whoever holds a certificate in his hand must be able to check it')
  @Header('cache-control', 'no-store')
  @ApiOkResponse({ type: Verification })
  show(@CurrentCtx() ctx: Ctx, @Param('code') code: string): Promise<Verification> {
    return this.showVerification.execute(ctx, code);
  }

  @Get('verification-keys')
  @Public('signatures must be checkable without trusting this server')
  @ApiOkResponse({ type: VerificationKeys })
  keys(): VerificationKeys {
    return { keys: this.press.publishedKeys() };
  }
}
