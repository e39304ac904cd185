import { renderPages } from '@zhian/certificates';
import { printFonts } from '../../../../platform/fonts/print-fonts.js';
import { badgeSheet, type PrintedBadge } from './badge-sheet.js';
import { pinSlips, type PrintedSlip } from './pin-slips.js';

interface OfADay {
  /** Civil date, printed on each. */
  readonly issuedOn: string;
}
export interface BadgeJob extends OfADay {
  readonly badges: readonly PrintedBadge[];
}
export interface SlipJob extends OfADay {
  readonly slips: readonly PrintedSlip[];
}

/** What is handed out for shared devices, as one PDF file. */
export async function printCards(job: BadgeJob | SlipJob): Promise<Uint8Array> {
  const fonts = await printFonts();
  const pages =
    'badges' in job ? badgeSheet(job.badges, job.issuedOn, fonts) : pinSlips(job.slips, job.issuedOn, fonts);
  const at = new Date(`${job.issuedOn}T00:00:00+08:00`);
  const info = { Creator: '知安', Producer: '知安', CreationDate: at, ModDate: at };
  return renderPages(pages, { Title: 'badges' in job ? '登录牌' : '数字密码条', ...info }, fonts);
}
