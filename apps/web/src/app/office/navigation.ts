import { isForInvigilators } from '../invigilation-paths.js';

export type NavKey =
  | 'start'
  | 'handbooks'
  | 'questions'
  | 'exams'
  | 'invigilation'
  | 'plans'
  | 'organisations'
  | 'people'
  | 'posts'
  | 'certificates'
  | 'coverage'
  | 'accounts'
  | 'kiosks'
  | 'audit';

type GroupKey = 'desk' | 'teach' | 'people' | 'overview';

interface NavItem {
  readonly key: NavKey;
  readonly to: string;
  /** Shown to accounts that hold it; the server decides anyway. */
  readonly permission?: string;
}

/** The office's pages in the groups of the mock-ups. */
export const officeNavigation: readonly { readonly key: GroupKey; readonly items: readonly NavItem[] }[] = [
  { key: 'desk', items: [{ key: 'start', to: '/office' }] },
  {
    key: 'teach',
    items: [
      { key: 'handbooks', to: '/office/handbooks', permission: 'handbooks.handbook.read' },
      { key: 'questions', to: '/office/questions', permission: 'questions.question.read' },
      { key: 'exams', to: '/office/exams', permission: 'exams.session.read' },
      { key: 'invigilation', to: '/office/invigilation', permission: 'exams.session.invigilate' },
      { key: 'plans', to: '/office/plans', permission: 'training-plans.plan.read' },
    ],
  },
  {
    key: 'people',
    items: [
      { key: 'organisations', to: '/office/organisations', permission: 'organisations.organisation.read' },
      { key: 'people', to: '/office/people', permission: 'organisations.person.read' },
      { key: 'posts', to: '/office/posts', permission: 'posts.post.read' },
      { key: 'certificates', to: '/office/certificates', permission: 'certificates.certificate.read' },
    ],
  },
  {
    key: 'overview',
    items: [
      { key: 'coverage', to: '/office/coverage', permission: 'coverage.report.read' },
      { key: 'accounts', to: '/office/accounts', permission: 'identity.account.read' },
      { key: 'kiosks', to: '/office/kiosks', permission: 'identity.kiosk.read' },
      { key: 'audit', to: '/office/audit', permission: 'audit.entry.read' },
    ],
  },
];

/** The board of one exam wants the width (ui.md section 6). */
export function isBoard(path: string): boolean {
  return /^\/office\/exams\/[^/]+\/board\/?$/.test(path);
}

/** What an account has to hold to open an address of the office; undefined when everybody in the office may. */
export function permissionOf(path: string): string | undefined {
  if (isForInvigilators(path)) return undefined;
  const items = officeNavigation.flatMap((group) => group.items);
  return items.find((item) => item.to !== '/office' && (path === item.to || path.startsWith(`${item.to}/`)))
    ?.permission;
}

interface Reader {
  /** Has a role of the office; else only an exam that names him brings him here. */
  readonly office: boolean;
  /** An exam names him as its invigilator. */
  readonly named: boolean;
  readonly can: (permission: string) => boolean;
}

/** The groups with what this account may open; without those that are empty. */
export function navigationOf({ office, named, can }: Reader): typeof officeNavigation {
  const shown = (item: NavItem): boolean => {
    if (item.key === 'invigilation' && named) return true;
    return item.permission === undefined || (office && can(item.permission));
  };
  return officeNavigation
    .map((group) => ({ ...group, items: group.items.filter(shown) }))
    .filter((group) => group.items.length > 0);
}
