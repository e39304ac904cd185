import {
  Award,
  BookOpen,
  Building2,
  ChartColumn,
  ClipboardList,
  FilePen,
  HardHat,
  KeyRound,
  LayoutDashboard,
  LibraryBig,
  MonitorCheck,
  ScrollText,
  TabletSmartphone,
  Users,
} from 'lucide-react';
import { NavLink } from 'react-router';
import { useOffice } from '../../features/office-kit/office-scope.js';
import { useMyInvigilations } from '../../shared/api/requests/my-invigilations.js';
import { mayUseOffice } from '../../shared/api/session.js';
import { officeText as t } from './office-text.js';
import { navigationOf } from './navigation.js';
import type { NavKey } from './navigation.js';

const icons: Record<NavKey, typeof Users> = {
  start: LayoutDashboard,
  handbooks: BookOpen,
  questions: LibraryBig,
  exams: FilePen,
  invigilation: MonitorCheck,
  plans: ClipboardList,
  organisations: Building2,
  people: Users,
  posts: HardHat,
  certificates: Award,
  coverage: ChartColumn,
  accounts: KeyRound,
  kiosks: TabletSmartphone,
  audit: ScrollText,
};

/** Side navigation: only what exists and what the account may see. */
export function OfficeNav({ onNavigate }: { readonly onNavigate?: () => void }) {
  const { session, can } = useOffice();
  const named = (useMyInvigilations().data ?? []).length > 0;
  const groups = navigationOf({ office: mayUseOffice(session), named, can });
  return (
    <nav className="of-nav" aria-label={t('nav')} key={session.account}>
      {groups.map((group) => (
        <div key={group.key} role="group" aria-labelledby={`of-${group.key}`}>
          <h5 id={`of-${group.key}`}>{t(`group.${group.key}`)}</h5>
          {group.items.map((item) => {
            const Icon = icons[item.key];
            return (
              <NavLink
                key={item.key}
                {...(onNavigate ? { onClick: onNavigate } : {})}
                to={item.to}
                end={item.key === 'start'}
                className={({ isActive }) => (isActive ? 'on' : '')}
                title={t(`nav.${item.key}`)}
              >
                <Icon size={18} strokeWidth={1.75} aria-hidden />
                <span>{t(`nav.${item.key}`)}</span>
              </NavLink>
            );
          })}
        </div>
      ))}
    </nav>
  );
}
