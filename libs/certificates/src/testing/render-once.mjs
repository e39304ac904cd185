// Renders the sample certificate in a process of its own, after another one, and prints the SHA-256 of the file.
import { createHash } from 'node:crypto';
const { renderCertificate, signCertificate } = await import(
  new URL('../index.js', import.meta.url).href.replace(/js$/, 'ts')
);
const { sampleFields, sampleFonts, sampleKey } = await import(new URL('samples.ts', import.meta.url).href);

const render = (fields) => renderCertificate(fields, signCertificate(fields, sampleKey().privateKey), sampleFonts());
// U+2F42 (a radical) and U+00A0 share their glyphs with 文 and the space: the history of the process must not show in a file.
await render(sampleFields({ holderName: '⽂\u00a0敏', programme: '别的培训' }));
process.stdout.write(
  createHash('sha256')
    .update(await render(sampleFields({ holderName: '文 敏' })))
    .digest('hex'),
);
