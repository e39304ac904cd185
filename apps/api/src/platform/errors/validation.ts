import { ValidationPipe } from '@nestjs/common';
import { getMetadataStorage, type ValidationError } from 'class-validator';
import { DomainError, type FieldError } from './domain-error.js';

/** zh-CN for the constraints of class-validator in use; a DTO may give its own message in Chinese instead. */
const MESSAGES: Readonly<Record<string, string>> = {
  isNotEmpty: '不能为空',
  isString: '要填文字',
  isInt: '要填整数',
  isNumber: '要填数字',
  isBoolean: '要填是或否',
  isUuid: '编号格式不对',
  isEnum: '不在可选的范围内',
  isIn: '不在可选的范围内',
  isArray: '要填列表',
  arrayMinSize: '太少了',
  arrayMaxSize: '太多了',
  arrayUnique: '有重复',
  minLength: '太短了',
  maxLength: '太长了',
  isLength: '长度不合适',
  min: '太小了',
  max: '太大了',
  isDateString: '日期格式不对，例如 2026-11-30',
  isISO8601: '时间格式不对',
  matches: '格式不对',
  whitelistValidation: '不认识的项目',
  isObject: '格式不对',
  nestedValidation: '格式不对',
};

const HAS_CHINESE = /[一-鿿]/;

export function fieldErrors(errors: readonly ValidationError[], base = ''): FieldError[] {
  return errors.flatMap((error) => {
    const pointer = `${base}/${error.property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const own = Object.entries(error.constraints ?? {}).map(([code, text]) => ({
      pointer,
      code,
      message: HAS_CHINESE.test(text) ? text : (MESSAGES[code] ?? '内容不对'),
    }));
    return [...own, ...fieldErrors(error.children ?? [], pointer)];
  });
}

/**
 * class-validator works out anew for each object which rules its class has, by a look at every class there is. They are what
 * they were when the process began; remembered, a save needs a quarter less memory.
 */
function rememberRules(): void {
  const storage = getMetadataStorage();
  type Find = (typeof storage)['getTargetValidationMetadatas'];
  const find: Find = storage.getTargetValidationMetadatas.bind(storage);
  type Rules = Map<Parameters<Find>[0], ReturnType<Find>>;
  const known = new Map<unknown, Rules>();
  storage.getTargetValidationMetadatas = (target, parent, always, strict, groups) => {
    if (always || strict || (groups && groups.length > 0)) return find(target, parent, always, strict, groups);
    const ofParent: Rules = known.get(parent) ?? new Map();
    known.set(parent, ofParent);
    const rules = ofParent.get(target) ?? find(target, parent, always, strict, groups);
    ofParent.set(target, rules);
    return rules;
  };
}

let remembers = false;

/** Unknown properties are refused, not dropped: a client that believes it set `passed` must hear that it did not (law A16). */
export function validationPipe(): ValidationPipe {
  if (!remembers) rememberRules();
  remembers = true;
  return new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    stopAtFirstError: true,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => {
      const list = fieldErrors(errors);
      return new DomainError('validation-failed', { count: list.length }, list);
    },
  });
}
