import { useCommonText } from '../shared/i18n/common.js';
import { Button, ButtonLink, Empty } from '../shared/ui/index.js';
import { PagePad } from '../shared/ui/page.js';

/** An address that leads nowhere. */
export function NotFoundPage() {
  const t = useCommonText();
  return (
    <PagePad>
      <Empty action={<ButtonLink to="/">{t('goHome')}</ButtonLink>}>
        <b>{t('notFoundTitle')}</b>
        <br />
        {t('notFoundBody')}
      </Empty>
    </PagePad>
  );
}

/** The last resort when a page breaks while drawing, or its download did not arrive. */
export function BrokenPage() {
  const t = useCommonText();
  return (
    <PagePad>
      <Empty
        action={
          <Button kind="primary" onClick={() => location.reload()}>
            {t('refresh')}
          </Button>
        }
      >
        <b>{t('brokenTitle')}</b>
        <br />
        {t('brokenBody')}
      </Empty>
    </PagePad>
  );
}
