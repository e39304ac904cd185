import { Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiCreatedResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../../platform/errors/domain-error.js';
import { Ctx, CurrentCtx } from '../../platform/http/context.js';
import { AtKiosk, Permit, SignedIn } from '../../platform/http/permissions.js';
import { readUpload } from '../../platform/http/upload.js';
import { isUuid } from '../../platform/ids/uuid.js';
import { StoredPicture } from './file.dto.js';
import { pictureHeaders } from './picture-headers.js';
import { ShowPicture } from './show-picture.js';
import { UploadPicture } from './upload-picture.js';

@ApiTags('files')
@Controller('files')
export class FileController {
  constructor(
    private readonly upload: UploadPicture,
    private readonly show: ShowPicture,
  ) {}

  @Post()
  @Permit('files.picture.write', 'body')
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['file'],
      properties: {
        file: { type: 'string', format: 'binary', description: 'PNG, JPEG or WebP, at most 5 MB and 25 megapixels' },
        organisationId: { type: 'string', format: 'uuid' },
      },
    },
  })
  @ApiCreatedResponse({ type: StoredPicture })
  async create(@CurrentCtx() ctx: Ctx, @Req() request: FastifyRequest): Promise<StoredPicture> {
    const { fileName, bytes, fields } = await readUpload(request);
    const { id, url, width, height } = await this.upload.execute(ctx, {
      name: fileName,
      bytes,
      organisationId: fields['organisationId'],
    });
    return { id, url, width, height };
  }

  @Get(':id')
  @AtKiosk()
  @HttpCode(200)
  @SignedIn('self')
  @ApiProduces('image/png', 'image/jpeg', 'image/webp', 'image/svg+xml')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async read(
    @CurrentCtx() ctx: Ctx,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer | undefined> {
    if (!isUuid(id)) throw new DomainError('not-found');
    const file = await this.show.execute(ctx, id);
    const etag = `"${file.sha256}"`;
    void reply.headers({ etag, ...pictureHeaders(file) });
    if (request.headers['if-none-match'] === etag) {
      void reply.status(304);
      return undefined;
    }
    return file.bytes;
  }
}
