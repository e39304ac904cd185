import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { byteRange } from '../../../platform/http/byte-range.js';
import { CurrentCtx, type Ctx } from '../../../platform/http/context.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { SignedIn } from '../../../platform/http/permissions.js';
import { ReadPack } from './read-pack.js';

@ApiTags('exam-sessions')
@Controller('exam-sessions')
export class PackController {
  constructor(private readonly readPack: ReadPack) {}

  /**
   * The encrypted questions of the session's pool, without keys, for those who are to sit it; from a day before it opens until
   * it is over. Whoever cannot use it gets the whole paper at the start.
   */
  @Get(':id/pack')
  @SignedIn('self')
  @ApiProduces('application/vnd.zhian.question-pack')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async read(
    @CurrentCtx() ctx: Ctx,
    @IdParam() id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer | undefined> {
    const { bytes, sha256 } = await this.readPack.execute(ctx, id);
    const etag = `"${sha256}"`;
    void reply.headers({
      etag,
      'accept-ranges': 'bytes',
      // Private, because who may fetch it depends on who asks.
      'cache-control': 'private, max-age=172800, immutable',
      'content-type': 'application/vnd.zhian.question-pack',
      'x-content-type-options': 'nosniff',
    });
    if (request.headers['if-none-match'] === etag) {
      void reply.status(304);
      return undefined;
    }
    const part = byteRange(request.headers.range, bytes.length);
    if (part === null) return bytes;
    if (part === 'unsatisfiable') {
      void reply.status(416).header('content-range', `bytes */${bytes.length}`);
      return undefined;
    }
    void reply.status(206).header('content-range', `bytes ${part.start}-${part.end}/${bytes.length}`);
    return bytes.subarray(part.start, part.end + 1);
  }
}
