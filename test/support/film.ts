import { writeFileSync } from 'node:fs';
import { qrMatrix } from '../../libs/certificates/src/index.js';

const WIDTH = 640;
const HEIGHT = 480;
const FRAMES = 5;
const MODULE = 10;
const WHITE = 235;
const BLACK = 16;

/** A film in which a QR code is held before the camera, as YUV4MPEG2: what Chromium takes for a camera. */
export function filmOfCode(file: string, code: string): void {
  const { size, isDark } = qrMatrix(code);
  const left = Math.floor((WIDTH - size * MODULE) / 2);
  const top = Math.floor((HEIGHT - size * MODULE) / 2);
  const brightness = Buffer.alloc(WIDTH * HEIGHT, WHITE);
  for (let y = 0; y < size * MODULE; y += 1)
    for (let x = 0; x < size * MODULE; x += 1)
      if (isDark(Math.floor(x / MODULE), Math.floor(y / MODULE))) brightness[(top + y) * WIDTH + left + x] = BLACK;
  const colour = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
  const frame = Buffer.concat([Buffer.from('FRAME\n'), brightness, colour]);
  const head = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`);
  writeFileSync(file, Buffer.concat([head, ...Array.from({ length: FRAMES }, () => frame)]));
}
