import { Injectable } from '@nestjs/common';
import type { Worksheet } from 'exceljs';
import type { ReadTx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import type { Ctx } from '../../../platform/http/context.js';
import { OrganisationScope } from '../organisation-scope.js';
import { EMPLOYMENT_TYPE_NAMES, ROSTER_ROLE_NAMES } from '../people/employment-words.js';
import { ID_TYPE_NAMES } from '../people/id-document.js';
import { PostRegister } from '../people/post-register.js';
import { ROSTER_COLUMNS, ROSTER_TITLES, newRosterWorkbook, workbookBytes, type RosterColumn } from '../roster-sheet.js';
import { toSpreadsheetCell } from '@zhian/question-bank';
import type { WorkbookFile } from '../workbook-reply.js';
import { IMPORT, LoadRosterState } from './load-roster-state.js';

const LIST_SHEET = '选项';
const GUIDE_SHEET = '说明';
const LAST_ROW = 5_000;

const GUIDE: readonly (readonly [RosterColumn, string])[] = [
  ['name', '必填。'],
  ['idType', '可以空，空着按居民身份证。'],
  ['idNumber', '必填。按证件认人：同一个号码就是同一个人，再导一次不会重复。'],
  ['phone', '可以空。填了以后用它登录。'],
  ['unit', '写到班组，中间用斜杠：综采队/一班。没有的部门会新建，导入前先让你看。'],
  ['post', '几个岗位用顿号隔开。没有的岗位会新建，导入前先让你看。'],
  ['employmentType', '正式、劳务派遣、外包、灵活用工、实习。矿山企业地面危险岗位和井下严禁使用劳务派遣工。'],
  ['rosterRole', '主要负责人、安全管理人员、班组长、从业人员。空着按从业人员。'],
  ['startsOn', '如 2026-11-30。空着按导入当天。已在册的人不改入职日期。'],
];

/** The workbook to fill in, with lists of the organisation's own units and posts. */
@Injectable()
export class RosterTemplate {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: OrganisationScope,
    private readonly state: LoadRosterState,
    private readonly posts: PostRegister,
  ) {}

  async execute(ctx: Ctx, organisationId?: string): Promise<WorkbookFile> {
    const lists = await this.uow.read(ctx, (tx) => this.lists(tx, organisationId));
    const { workbook, sheet } = newRosterWorkbook();
    const guide = workbook.addWorksheet(GUIDE_SHEET);
    guide.columns = [{ width: 14 }, { width: 80 }];
    for (const [key, text] of GUIDE) guide.addRow([ROSTER_TITLES[key], text]);
    const options = workbook.addWorksheet(LIST_SHEET, { state: 'hidden' });
    addLists(sheet, options, lists);
    return { fileName: '花名册模板.xlsx', bytes: await workbookBytes(workbook) };
  }

  private async lists(tx: ReadTx, organisationId?: string): Promise<Partial<Record<RosterColumn, readonly string[]>>> {
    const fixed = {
      idType: Object.values(ID_TYPE_NAMES),
      employmentType: Object.values(EMPLOYMENT_TYPE_NAMES),
      rosterRole: Object.values(ROSTER_ROLE_NAMES),
    };
    const named = organisationId ?? tx.ctx.grantsFor(IMPORT).find((grant) => grant.organisationId)?.organisationId;
    if (!named) return fixed;
    const organisation = await this.scope.require(tx, IMPORT, named);
    const state = await this.state.execute(tx, organisation, []);
    const inside = [...state.units].filter(
      ([, unit]) => !unit.closed && unit.path.startsWith(organisation.path) && unit.path !== organisation.path,
    );
    const units = inside.map(([key]) => (state.baseKey === '' ? key : key.slice(state.baseKey.length + 1))).sort();
    const posts = (await this.posts.ofEnterprise(tx, organisation.enterprise_id))
      .filter((post) => post.active)
      .map((post) => post.name);
    return { ...fixed, unit: units, post: posts.sort() };
  }
}

/** Lists stand on a hidden sheet, because a list inside the rule itself may have 255 characters only. */
function addLists(sheet: Worksheet, options: Worksheet, lists: Partial<Record<RosterColumn, readonly string[]>>): void {
  // exceljs writes rules for ranges, but does not declare it; a rule per cell would make 45,000 objects.
  const rules = (sheet as unknown as { dataValidations: { add(range: string, rule: object): void } }).dataValidations;
  for (const [index, key] of ROSTER_COLUMNS.entries()) {
    const values = lists[key] ?? [];
    if (values.length === 0) continue;
    const letter = String.fromCharCode(65 + index);
    values.forEach((value, at) => (options.getCell(at + 1, index + 1).value = toSpreadsheetCell(value)));
    // Units and posts may be new ones, so their lists help and do not forbid.
    const open = key === 'unit' || key === 'post';
    rules.add(`${letter}2:${letter}${LAST_ROW}`, {
      type: 'list',
      allowBlank: true,
      formulae: [`${LIST_SHEET}!$${letter}$1:$${letter}$${values.length}`],
      showErrorMessage: !open,
      errorTitle: ROSTER_TITLES[key],
      error: '请从列表里选。',
    });
  }
}
