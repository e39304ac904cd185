import { dateTimeText } from '../../shared/time/format.js';
import { Chip } from '../../shared/ui/index.js';
import { QueryBlock } from '../office-kit/query-block.js';
import { useHandbookVersions } from './api.js';
import { handbookText as t } from './text.js';

/** What was published when. */
export function VersionList({ id }: { readonly id: string }) {
  const versions = useHandbookVersions(id);
  return (
    <section className="ok-card ok-pad" aria-label={t('versions')}>
      <h2>{t('versions')}</h2>
      <QueryBlock query={versions}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="mut">{t('versions.none')}</p>
          ) : (
            <ul className="oh-q">
              {items.map((version) => (
                <li key={version.id}>
                  <Chip>{t('version.no', { n: version.no })}</Chip>
                  <span className="mut">
                    {t('versions.at', {
                      when: dateTimeText(version.publishedAt),
                      n: version.sections,
                    })}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </QueryBlock>
    </section>
  );
}
