import { BookOpen, House, PencilLine, UserRound } from 'lucide-react';
import { Suspense } from 'react';
import { NavLink, Outlet, ScrollRestoration, useLocation } from 'react-router';
import { catalogue } from '../shared/i18n/i18n.js';
import { Skeleton } from '../shared/ui/index.js';
import { LogoMark } from '../shared/ui/logo.js';
import './learner-layout.css';

const { useText } = catalogue('learner-layout', {
  nav: '主要页面',
  home: '首页',
  handbook: '手册',
  practice: '练习',
  my: '我的',
  product: '知安',
});

/** `also`: an address without a tab of its own that belongs to this one. */
const tabs = [
  { to: '/home', label: 'home', Icon: House, also: null },
  { to: '/handbook', label: 'handbook', Icon: BookOpen, also: null },
  { to: '/practice', label: 'practice', Icon: PencilLine, also: '/exams' },
  { to: '/my', label: 'my', Icon: UserRound, also: null },
] as const;

/** The learner's shell: tabs below on a phone, above on a desktop; one column of at most 560 px. */
export function LearnerLayout() {
  const t = useText();
  const { pathname } = useLocation();
  return (
    <div className="learner">
      <nav className="learner-tabs" aria-label={t('nav')}>
        <span className="learner-brand">
          <LogoMark size={26} />
          {t('product')}
        </span>
        {tabs.map(({ to, label, Icon, also }) => (
          <NavLink key={to} to={to} className={({ isActive }) => (isActive || pathname === also ? 'active' : '')}>
            <Icon size={24} strokeWidth={1.75} aria-hidden />
            {t(label)}
          </NavLink>
        ))}
      </nav>
      <div className="learner-page">
        <Suspense fallback={<PageWait />}>
          <Outlet />
        </Suspense>
      </div>
      <ScrollRestoration />
    </div>
  );
}

/** Pages that take the whole screen: reader, exam, result. */
export function PlainLayout() {
  return (
    <Suspense fallback={<PageWait />}>
      <Outlet />
      <ScrollRestoration />
    </Suspense>
  );
}

export function PageWait() {
  return (
    <div className="learner-wait">
      <Skeleton heights={[56, 180, 120]} />
    </div>
  );
}
