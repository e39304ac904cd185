import { Injectable } from '@nestjs/common';
import type { Ctx } from '../../platform/http/context.js';
import { StoreFile, type StoredFile } from './store-file.js';

/**
 * Stores an SVG that we have drawn ourselves (the demo's handbooks). No route leads here: SVG from a user is refused,
 * and even this one is served under a policy that runs no script (law A26).
 */
@Injectable()
export class StoreTrustedPicture {
  constructor(private readonly store: StoreFile) {}

  execute(
    ctx: Ctx,
    picture: { readonly organisationId: string | null; readonly name: string; readonly svg: string },
  ): Promise<StoredFile> {
    if (ctx.actor.kind !== 'system') throw new Error('trusted pictures come from the platform itself');
    return this.store.execute(ctx, {
      organisationId: picture.organisationId,
      purpose: 'picture',
      name: picture.name,
      mediaType: 'image/svg+xml',
      bytes: Buffer.from(picture.svg, 'utf8'),
    });
  }
}
