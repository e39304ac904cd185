import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentCtx, type Ctx } from '../../platform/http/context.js';
import { IdParam } from '../../platform/http/id-param.js';
import { ApiPage, PageQuery, type Page } from '../../platform/http/page.js';
import { Permit, SignedIn } from '../../platform/http/permissions.js';
import { contentDisposition } from '../../platform/http/upload.js';
import { Certificate, CertificateQuery, RevocationDto } from './certificate.dto.js';
import { ListCertificates } from './list-certificates.js';
import { ReadCertificateFile } from './read-certificate-file.js';
import { RevokeCertificate } from './revoke-certificate.js';

@ApiTags('certificates')
@Controller()
export class CertificateController {
  constructor(
    private readonly listCertificates: ListCertificates,
    private readonly readFile: ReadCertificateFile,
    private readonly revokeCertificate: RevokeCertificate,
  ) {}

  @Get('certificates')
  @Permit('certificates.certificate.read', 'list')
  @ApiPage(Certificate)
  list(@CurrentCtx() ctx: Ctx, @Query() query: CertificateQuery): Promise<Page<Certificate>> {
    return this.listCertificates.office(ctx, query);
  }

  @Get('my/certificates')
  @SignedIn()
  @ApiPage(Certificate)
  mine(@CurrentCtx() ctx: Ctx, @Query() query: PageQuery): Promise<Page<Certificate>> {
    return this.listCertificates.mine(ctx, query);
  }

  /** The holder's own, or with certificates.certificate.read within scope. */
  @Get('certificates/:id')
  @SignedIn()
  @ApiOkResponse({ type: Certificate })
  show(@CurrentCtx() ctx: Ctx, @IdParam() id: string): Promise<Certificate> {
    return this.listCertificates.one(ctx, id);
  }

  /** The holder's own, or with certificates.certificate.read within scope. */
  @Get('certificates/:id/file')
  @SignedIn()
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async file(
    @CurrentCtx() ctx: Ctx,
    @IdParam() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { fileName, bytes } = await this.readFile.execute(ctx, id);
    void reply.headers({
      'content-type': 'application/pdf',
      'content-disposition': contentDisposition('attachment', fileName),
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    });
    return bytes;
  }

  @Post('certificates/:id/revocation')
  @HttpCode(200)
  @Permit('certificates.certificate.revoke', 'resource')
  @ApiOkResponse({ type: Certificate })
  revoke(@CurrentCtx() ctx: Ctx, @IdParam() id: string, @Body() body: RevocationDto): Promise<Certificate> {
    return this.revokeCertificate.execute(ctx, id, body.reason);
  }
}
