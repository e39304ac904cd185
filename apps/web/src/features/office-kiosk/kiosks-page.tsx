import { Tabs } from 'antd';
import { OfficePage } from '../office-kit/office-page.js';
import { useUrlFilters } from '../office-kit/url-filters.js';
import { DevicesTab } from './devices-tab.js';
import { PeopleTab } from './people-tab.js';
import { kioskText as t } from './text.js';
import './kiosks.css';

/** Shared devices, and by what people sign in on them: badges and PINs. */
export function KiosksPage() {
  const [filters, change] = useUrlFilters(['tab', 'q', 'unit', 'lacks']);
  const tab = filters.tab === 'people' ? 'people' : 'devices';
  return (
    <OfficePage crumbs={[{ title: t('title') }]} title={t('title')} note={t('note')}>
      <Tabs
        activeKey={tab}
        onChange={(key) =>
          change({ tab: key === 'people' ? key : undefined, q: undefined, unit: undefined, lacks: undefined })
        }
        items={[
          { key: 'devices', label: t('tab.devices') },
          { key: 'people', label: t('tab.people') },
        ]}
      />
      {tab === 'people' ? <PeopleTab filters={filters} onFilter={change} /> : <DevicesTab />}
    </OfficePage>
  );
}
