import type { QuestionImport, QuestionImportRow } from '../../../shared/api/types.js';
import { LoadError } from '../../office-kit/load-error.js';
import { MoreButton } from '../../office-kit/more-button.js';
import { TableSkeleton } from '../../office-kit/paged-table.js';
import { usePagedList } from '../../office-kit/paging.js';
import { importText as t } from './text.js';
import { QuestionTable } from './import-tables.js';

interface PicturedTableProps {
  readonly importId: string;
  /** Changes when the file was read again. */
  readonly reading: string;
}

/** The new questions that came with pictures: whether each picture stands where it belongs is for a person to see. */
export function PicturedTable({ importId, reading }: PicturedTableProps) {
  const list = usePagedList<QuestionImportRow>(
    `question-import-pictured ${reading}`,
    `/question-imports/${importId}/rows`,
    { kind: 'new', pictured: 'true' },
    { limit: 20 },
  );
  if (list.error && list.items.length === 0) return <LoadError error={list.error} retry={list.retry} />;
  if (list.pending) return <TableSkeleton />;
  return (
    <>
      <QuestionTable rows={list.items.flatMap(shown)} label={t('pictured')} />
      <MoreButton list={list} />
    </>
  );
}

/** What a row says of its question; rows without one hold nothing to be shown. */
function shown({ sheet, row, type, stem, options, key, images }: QuestionImportRow): QuestionImport['sample'] {
  if (type === null || stem === null || options === null || key === null) return [];
  return [{ sheet, row, type, stem, options, key, images }];
}
