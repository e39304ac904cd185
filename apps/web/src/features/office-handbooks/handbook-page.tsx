import { useParams } from 'react-router';
import { OfficePage } from '../office-kit/office-page.js';
import { QueryBlock } from '../office-kit/query-block.js';
import { useHandbook } from './api.js';
import { HandbookEditor } from './handbook-editor.js';
import { handbookText as t } from './text.js';

/** One handbook, to be written and published. */
export function HandbookPage() {
  const { id } = useParams();
  const handbook = useHandbook(id);
  if (handbook.data) return <HandbookEditor key={handbook.data.id} handbook={handbook.data} />;
  return (
    <OfficePage crumbs={[{ title: t('title'), to: '/office/handbooks' }, { title: t('name') }]} title={t('title')}>
      <QueryBlock query={handbook}>{() => null}</QueryBlock>
    </OfficePage>
  );
}
