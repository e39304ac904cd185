import { Matches } from 'class-validator';

/** 2026-11-30; whether there is such a day is asked where it is used. */
export const IsDay = (): PropertyDecorator =>
  Matches(/^\d{4}-\d{2}-\d{2}$/, { message: '日期格式不对，例如 2026-11-30' });
