import { describe, expect, it } from '@jest/globals';
import { ROSTER_COLUMNS, type RosterColumn } from '../roster-sheet.js';
import { parseRosterRow, type ParsedRow } from './parse-roster-row.js';
import { columnLetter, findRosterHeader } from './roster-columns.js';

const TODAY = '2026-11-23';
const GOOD: Readonly<Record<RosterColumn, string>> = {
  name: '张三',
  idType: '',
  idNumber: '11010519491231002X',
  phone: '',
  unit: '',
  post: '',
  employmentType: '',
  rosterRole: '',
  startsOn: '',
};

function parse(cells: Partial<Record<RosterColumn, string>>): { row: ParsedRow; codes: string[] } {
  const { row, problems } = parseRosterRow({ sheet: 's', row: 2 }, (key) => [{ ...GOOD, ...cells }[key]], TODAY);
  return { row, codes: problems.map((problem) => problem.code) };
}

describe('rows of a roster', () => {
  it('an empty cell says nothing', () => {
    const { row, codes } = parse({});
    expect(codes).toEqual([]);
    expect(row).toMatchObject({
      idType: 'resident_id',
      phone: null,
      unit: null,
      posts: null,
      employmentType: null,
      rosterRole: null,
      startsOn: null,
    });
  });

  it.each([
    ['2026-11-03', '2026-11-03'],
    ['2026/11/3', '2026-11-03'],
    ['2026.11.3', '2026-11-03'],
    ['2026年11月3日', '2026-11-03'],
    ['20261103', '2026-11-03'],
    ['46329', '2026-11-03'],
    ['2026/11/3 0:00:00', '2026-11-03'],
    ['２０２６－１１－０３', '2026-11-03'],
  ])('reads the date %s', (text, date) => {
    expect(parse({ startsOn: text })).toMatchObject({ codes: [], row: { startsOn: date } });
  });

  it.each([
    [{ startsOn: '2026-02-30' }, 'date-unknown'],
    [{ startsOn: '去年' }, 'date-unknown'],
    [{ startsOn: '1900-01-01' }, 'date-unknown'],
    [{ startsOn: '2026-11-24' }, 'date-future'],
    [{ name: ' 　' }, 'name-missing'],
    [{ name: '长'.repeat(51) }, 'name-too-long'],
    [{ idNumber: '' }, 'id-missing'],
    [{ idNumber: '110105194912310020' }, 'id-checksum'],
    [{ idType: '驾驶证' }, 'id-type-unknown'],
    [{ idType: '护照', idNumber: 'E12345678' }, null],
    [{ phone: '139****0718' }, 'phone-masked'],
    [{ phone: '110' }, 'phone'],
    [{ unit: 'a/b/c/d/e/f/g' }, 'unit-too-deep'],
    [{ employmentType: '义务' }, 'employment-type-unknown'],
    [{ rosterRole: 'constructor' }, 'roster-role-unknown'],
  ])('says of %j: %s', (cells, code) => {
    expect(parse(cells).codes).toEqual(code === null ? [] : [code]);
  });

  it('splits units and posts, whatever separator was used', () => {
    expect(parse({ unit: '综采队／ 一班', post: '电工、焊工，钳工;电工' }).row).toMatchObject({
      unit: ['综采队', '一班'],
      posts: ['电工', '焊工', '钳工'],
    });
    expect(parse({ unit: "'＝队" }).row.unit).toEqual(['＝队']);
  });

  it('knows the words that people use', () => {
    expect(parse({ employmentType: '派遣工', rosterRole: '安全员', phone: '+86 139 1234 0718' }).row).toMatchObject({
      employmentType: 'dispatch',
      rosterRole: 'safety_officer',
      phone: '13912340718',
    });
  });

  it('repeats nothing in a message that could be a number of a person', () => {
    const { problems } = parseRosterRow(
      { sheet: 's', row: 2 },
      (key) => [
        { ...GOOD, idType: '11010519491231002X', employmentType: '13912340718', idNumber: '1101051949123100' }[key],
      ],
      TODAY,
    );
    expect(problems.length).toBeGreaterThan(1);
    expect(JSON.stringify(problems)).not.toMatch(/\d{6}/);
  });
});

const header = (cells: string[], above: string[][] = []) =>
  findRosterHeader({ sheet: 's', rows: [...above, cells].map((row, index) => ({ row: index + 1, cells: row })) });

describe('headers of a roster', () => {
  it('finds the columns by many names, below titles', () => {
    const found = header(
      ['序号', '姓 名', '身份证号码*', '联系电话（本人）', '车间', '班组', '工种', '用工性质', '入厂时间'],
      [['某某煤矿花名册'], []],
    );
    expect(found).toMatchObject({
      row: 3,
      columns: { name: [1], idNumber: [2], phone: [3], unit: [4, 5], post: [6], employmentType: [7], startsOn: [8] },
    });
  });

  it('is no roster without a name and a document', () => {
    expect(header(['姓名', '部门'])).toBeNull();
    expect(header(['题干', '答案'])).toBeNull();
  });

  it('names columns as spreadsheets do', () => {
    expect([0, 25, 26, 701, 702].map(columnLetter)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA']);
    expect(ROSTER_COLUMNS).toHaveLength(9);
  });
});
