import { EmptyStart } from '../../features/office-kit/empty-start.js';
import { OfficePage } from '../../features/office-kit/office-page.js';
import { LinkButton } from '../../features/office-kit/link-button.js';
import { officeText as t } from './office-text.js';

/** An office address that leads nowhere. */
export function OfficeNotFound() {
  return (
    <OfficePage crumbs={[{ title: t('notFound') }]}>
      <EmptyStart
        title={t('notFound')}
        text={t('notFound.text')}
        actions={<LinkButton to="/office">{t('notFound.home')}</LinkButton>}
      />
    </OfficePage>
  );
}
