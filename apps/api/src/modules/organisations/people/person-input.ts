import { fieldProblem } from '../field-problem.js';
import { idProblem, normaliseIdNumber, type IdType } from './id-document.js';
import { isPhone, normalisePhone } from './phone.js';

/** The number in its stored form. @throws DomainError that names what is wrong with it, never the number */
export function requireIdNumber(type: IdType, text: string, today: string): string {
  const number = normaliseIdNumber(text);
  const problem = idProblem(type, number, today);
  if (problem) throw fieldProblem('/idNumber', problem.code, `${problem.message}。`);
  return number;
}

/** The phone in its stored form; null for an empty text. @throws DomainError */
export function requirePhone(text: string | undefined): string | null {
  const phone = normalisePhone(text ?? '');
  if (phone === '') return null;
  if (!isPhone(phone)) throw fieldProblem('/phone', 'phone', '手机号应是 11 位，请核对。');
  return phone;
}
