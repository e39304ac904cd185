import { contentDisposition } from '../../platform/http/upload.js';

/** Whatever a picture holds, it runs no script and loads nothing, also when it is opened by itself. */
const POLICY_OF_SVG = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
const POLICY = "default-src 'none'; sandbox";

/** How the bytes of a picture are answered. The bytes of an id never change; private, because who may see it depends on who asks. */
export function pictureHeaders({ id, mediaType }: { readonly id: string; readonly mediaType: string }) {
  const extension = mediaType.replace(/^image\//, '').replace('+xml', '');
  return {
    'cache-control': 'private, max-age=86400, immutable',
    'content-type': mediaType,
    // Not the name that its author gave it, which may say what the picture shows: «答案B.png» (contract 12).
    'content-disposition': contentDisposition('inline', `${id}.${extension}`),
    'content-security-policy': mediaType === 'image/svg+xml' ? POLICY_OF_SVG : POLICY,
    'x-content-type-options': 'nosniff',
  };
}
