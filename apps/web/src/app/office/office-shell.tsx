import { App as AntApp, Button, ConfigProvider, Drawer, Dropdown } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import { ChevronDown, Menu as MenuIcon } from 'lucide-react';
import { Suspense, useState } from 'react';
import { Link, Outlet, useLocation, useNavigate } from 'react-router';
import { CrumbPlace, OfficePage } from '../../features/office-kit/office-page.js';
import { EmptyStart } from '../../features/office-kit/empty-start.js';
import { LinkButton } from '../../features/office-kit/link-button.js';
import { homeOrganisation } from '../../features/office-kit/office-scope.js';
import { TableSkeleton } from '../../features/office-kit/paged-table.js';
import { KeptSession, mayLearn, useSession, useSignedIn, useSignOut } from '../../shared/api/session.js';
import logo from '../../shared/brand/logo.svg';
import { isBoard, permissionOf } from './navigation.js';
import { OfficeNav } from './office-nav.js';
import { officeText as t } from './office-text.js';
import { officeTheme } from './office-theme.js';
import { SignInAgain } from './sign-in-again.js';
import '../../features/office-kit/kit.css';
import './office.css';

/** Frame of the office: navigation at the side, path and account in the header, the page in the middle. */
export function OfficeShell() {
  const session = useSession().data ?? null;
  const [kept, setKept] = useState(session);
  // Signing out leaves the office; nobody is asked to come back.
  const [leaving, setLeaving] = useState(false);
  if (session && session !== kept) setKept(session);
  if (!kept) return null;
  return (
    <KeptSession value={kept}>
      <OfficeFrame asking={session === null && !leaving} onLeaving={() => setLeaving(true)} key={kept.account} />
    </KeptSession>
  );
}

function OfficeFrame({ asking, onLeaving }: { readonly asking: boolean; readonly onLeaving: () => void }) {
  const { account } = useSignedIn();
  // A board wants the width (ui.md section 6).
  const rail = isBoard(useLocation().pathname);
  const [menu, setMenu] = useState(false);
  const [place, setPlace] = useState<HTMLElement | null>(null);
  return (
    <ConfigProvider theme={officeTheme} locale={zhCN} button={{ autoInsertSpace: false }}>
      <AntApp className={rail ? 'of-app of-rail' : 'of-app'}>
        <a className="of-skip" href="#office-main">
          {t('skip')}
        </a>
        <aside className="of-side">
          <Link to="/office" className="of-logo" aria-label={t('home')}>
            <img src={logo} alt={t('brand')} height={34} />
          </Link>
          <OfficeNav />
        </aside>
        <header className="of-head">
          <Button
            className="of-menu"
            type="text"
            aria-label={t('menu')}
            icon={<MenuIcon size={20} aria-hidden />}
            onClick={() => setMenu(true)}
          />
          <nav className="of-crumb" ref={setPlace} aria-label={t('path')} />
          <span className="grow" />
          <AccountMenu onLeaving={onLeaving} />
        </header>
        <main className="of-main" id="office-main" tabIndex={-1}>
          <CrumbPlace value={place}>
            <Suspense fallback={<TableSkeleton />}>
              <AllowedPage />
            </Suspense>
          </CrumbPlace>
        </main>
        <Drawer
          open={menu}
          onClose={() => setMenu(false)}
          placement="left"
          size={240}
          title={t('brand')}
          rootClassName="of-drawer"
        >
          <OfficeNav onNavigate={() => setMenu(false)} />
        </Drawer>
        <SignInAgain open={asking} account={account} />
      </AntApp>
    </ConfigProvider>
  );
}

/** The page, or in plain words that this account has no part in it; the server decides anyway. */
function AllowedPage() {
  const session = useSignedIn();
  const permission = permissionOf(useLocation().pathname);
  if (!permission || session.permissions.includes(permission)) return <Outlet />;
  return (
    <OfficePage crumbs={[{ title: t('closed.title') }]}>
      <section className="ok-card">
        <EmptyStart
          title={t('closed.title')}
          text={t('closed.text')}
          actions={<LinkButton to="/office">{t('notFound.home')}</LinkButton>}
        />
      </section>
    </OfficePage>
  );
}

function AccountMenu({ onLeaving }: { readonly onLeaving: () => void }) {
  const session = useSignedIn();
  const signOut = useSignOut();
  const navigate = useNavigate();
  const leave = async (): Promise<void> => {
    onLeaving();
    await signOut();
    // A fresh load: nothing of this account stays in memory.
    window.location.assign('/sign-in');
  };
  const name = session.name;
  const grant = session.roles[0];
  const place = homeOrganisation(session)?.name || grant?.regionName || grant?.organisationName || '';
  const role = grant ? t(`role.${grant.role}`) : '';
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          ...(mayLearn(session) ? [{ key: 'learn', label: t('learn'), onClick: () => void navigate('/home') }] : []),
          { key: 'password', label: t('password'), onClick: () => void navigate('/change-password') },
          { key: 'out', label: t('signOut'), onClick: () => void leave() },
        ],
      }}
    >
      <button type="button" className="of-who" aria-label={t('account', { name })}>
        <span className="of-ava" aria-hidden>
          {name.slice(0, 1)}
        </span>
        <span className="of-who-text">
          <b>{name}</b>
          <span>{[place, role].filter(Boolean).join(' · ')}</span>
        </span>
        <ChevronDown size={16} aria-hidden className="dim" />
      </button>
    </Dropdown>
  );
}
