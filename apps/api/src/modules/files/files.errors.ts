import { defineErrors } from '../../platform/errors/domain-error.js';

export const fileErrors = defineErrors('files', {
  'picture-type': {
    kind: 'invalid',
    title: '不是能用的图片',
    detail: '只收 PNG、JPEG、WebP 图片。请另存为其中一种再传。',
  },
  'picture-too-large': { kind: 'too-large', title: '图片太大', detail: '一张图片最大 {limit} MB。请压缩后再传。' },
  'picture-too-many-pixels': {
    kind: 'invalid',
    title: '图片尺寸太大',
    detail: '这张图片有 {width}×{height} 个像素，最多 {limit} 万像素。请缩小后再传。',
  },
});
