import type { PrintedList } from '../../../questions/index.js';
import type { ExamSessionRow } from '../../sessions/exam-session.entity.js';
import { seatOf } from '../paper-documents.js';
import type { PaperOfPerson } from '../printed-paper.repository.js';

const COLUMNS = [
  { title: '序号', share: 0.07 },
  { title: '座位', share: 0.16 },
  { title: '姓名', share: 0.16 },
  { title: '单位', share: 0.27 },
  { title: '卷号', share: 0.14 },
  { title: '领卷签名', share: 0.12 },
  { title: '收卷', share: 0.08 },
];

/** Who gets which paper, in the order in which the papers lie: to be handed out by, and signed. */
export function listOfPapers(session: Pick<ExamSessionRow, 'title'>, people: readonly PaperOfPerson[]): PrintedList {
  return {
    title: `${session.title} 发卷名单`,
    subtitle: `共 ${people.length} 份，按座位排好；发卷、收卷时逐份核对卷号`,
    columns: COLUMNS,
    rows: people.map((person, index) => [
      String(index + 1),
      seatOf(person),
      person.name,
      person.unit,
      person.number,
      '',
      '',
    ]),
  };
}
