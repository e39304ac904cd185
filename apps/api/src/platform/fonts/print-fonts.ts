import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { FONT_FILES, openFonts, type CertificateFonts } from '@zhian/certificates';

let opened: Promise<CertificateFonts> | null = null;

/** The fonts of everything that is printed, opened once per process or worker thread, when first needed. */
export function printFonts(): Promise<CertificateFonts> {
  opened ??= readFonts().catch((error: unknown) => {
    opened = null;
    throw error;
  });
  return opened;
}

type Role = (typeof FONT_FILES)[number]['role'];

async function readFonts(): Promise<CertificateFonts> {
  const resolve = createRequire(import.meta.url).resolve;
  const files = await Promise.all(
    FONT_FILES.map(async ({ role, package: name, file }) => ({
      role,
      bytes: await readFile(resolve(`${name}/${file}`)),
    })),
  );
  const of = (role: Role): Buffer[] => files.filter((file) => file.role === role).map((file) => file.bytes);
  const first = (role: Role): Buffer => {
    const [bytes] = of(role);
    if (!bytes) throw new Error(`the fonts for printing lack ${role}`);
    return bytes;
  };
  return openFonts({
    sansRegular: first('sansRegular'),
    sansMedium: first('sansMedium'),
    serifRegular: first('serifRegular'),
    serifBold: first('serifBold'),
    fallbackRegular: of('fallbackRegular'),
    fallbackBold: of('fallbackBold'),
  });
}
