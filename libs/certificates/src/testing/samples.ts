import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { certificateNumber } from '../model/number.js';
import { verificationCode } from '../model/verification-code.js';
import type { CertificateFields } from '../model/fields.js';
import { FONT_FILES, openFonts, type CertificateFonts } from '../layout/fonts.js';
import { keyIdOf } from '../verify/signature.js';

const require = createRequire(import.meta.url);

/** The bytes of the shipped fonts of one role. */
export function fontBytes(role: (typeof FONT_FILES)[number]['role']): Uint8Array[] {
  return FONT_FILES.filter((file) => file.role === role).map((file) =>
    readFileSync(require.resolve(`${file.package}/${file.file}`)),
  );
}

let opened: CertificateFonts | undefined;

/** The shipped fonts, opened once per test file. */
export function sampleFonts(): CertificateFonts {
  const one = (role: 'sansRegular' | 'sansMedium' | 'serifRegular' | 'serifBold') =>
    fontBytes(role)[0] ?? new Uint8Array();
  opened ??= openFonts({
    sansRegular: one('sansRegular'),
    sansMedium: one('sansMedium'),
    serifRegular: one('serifRegular'),
    serifBold: one('serifBold'),
    fallbackRegular: fontBytes('fallbackRegular'),
    fallbackBold: fontBytes('fallbackBold'),
  });
  return opened;
}

/** An Ed25519 key from a fixed seed byte, so that files are the same in every run. Never a key of an installation. */
export function sampleKey(seed = 7): {
  privateKey: KeyObject;
  publicKey: KeyObject;
  keys: ReadonlyMap<string, KeyObject>;
} {
  const prefix = Buffer.from('302e020100300506032b657004220420', 'hex');
  const der = Buffer.concat([prefix, Buffer.alloc(32, seed)]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(privateKey);
  return { privateKey, publicKey, keys: new Map([[keyIdOf(publicKey), publicKey]]) };
}

const entropy = Uint8Array.from({ length: 32 }, (_, index) => (index * 37 + 11) % 256);

/** The certificate of the design's mock-up. */
export function sampleFields(changes: Partial<CertificateFields> = {}): CertificateFields {
  const code = verificationCode(entropy);
  return {
    number: certificateNumber({ divisionCode: '140428', year: 2026, type: 'PX', entropy }),
    title: '培训合格证明',
    holderName: '赵树林',
    holderIdMasked: '140428********0718',
    organisation: '长子县岚水沟煤业有限公司',
    post: '采煤机司机',
    programme: '采掘岗位年度安全培训',
    startOn: '2026-11-02',
    endOn: '2026-11-20',
    requiredHours: 2000,
    completedHours: 2000,
    scoreHundredths: 9000,
    passHundredths: 8000,
    assessment: '机考，80 分合格',
    issuer: '长子县岚水沟煤业有限公司',
    issuedOn: '2026-11-23',
    validUntil: '2027-11-22',
    verificationCode: code,
    verificationUrl: `https://zhian.example.gov.cn/v/${code.replaceAll('-', '')}`,
    ...changes,
  };
}
