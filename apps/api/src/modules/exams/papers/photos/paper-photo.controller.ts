import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiCreatedResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentCtx, type Ctx } from '../../../../platform/http/context.js';
import { Expendable } from '../../../../platform/http/expendable.js';
import { IdParam } from '../../../../platform/http/id-param.js';
import { PermitOrNamed } from '../../../../platform/http/permissions.js';
import { contentDisposition, readUpload } from '../../../../platform/http/upload.js';
import { PaperPhotoDto } from './paper-photo.dto.js';
import { PaperPhotos } from './paper-photos.js';

@ApiTags('printed-papers')
@Controller('printed-papers/:number/photos')
export class PaperPhotoController {
  constructor(private readonly photos: PaperPhotos) {}

  /** Decoded and written anew; kept with the attempt. */
  @Post()
  @Expendable()
  @PermitOrNamed('exams.session.invigilate')
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['file'],
      properties: {
        file: { type: 'string', format: 'binary', description: 'PNG, JPEG or WebP, at most 5 MB and 25 megapixels' },
      },
    },
  })
  @ApiCreatedResponse({ type: PaperPhotoDto })
  async add(
    @CurrentCtx() ctx: Ctx,
    @Param('number') number: string,
    @Req() request: FastifyRequest,
  ): Promise<PaperPhotoDto> {
    const { fileName, bytes } = await readUpload(request);
    return this.photos.add(ctx, number, { name: fileName, bytes });
  }

  @Get(':id')
  @PermitOrNamed('exams.session.invigilate')
  @ApiProduces('image/png', 'image/jpeg', 'image/webp')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async read(
    @CurrentCtx() ctx: Ctx,
    @Param('number') number: string,
    @IdParam() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { mediaType, bytes } = await this.photos.read(ctx, number, id);
    void reply.headers({
      'content-type': mediaType,
      'content-disposition': contentDisposition('inline', `${id}.${mediaType.replace('image/', '')}`),
      // Its bytes never change; private, because who may see it depends on who asks.
      'cache-control': 'private, max-age=3600, immutable',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    });
    return bytes;
  }
}
