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

/** The board of one exam: also for whoever the exam names as invigilator, whatever his roles are. */
export function isBoard(path: string): boolean {
  return /^\/office\/exams\/[^/]+\/board\/?$/.test(path);
}

/** Where a printed paper is keyed in and settled: the server lets the invigilators of the exam, too. */
function isKeyIn(path: string): boolean {
  return /^\/office\/exams\/papers\/[^/]+\/?$/.test(path);
}

/** What an account has to hold to open an address of the office; undefined when everybody in the office may. */
export function permissionOf(path: string): string | undefined {
  if (isBoard(path) || isKeyIn(path)) return undefined;
  const items = officeNavigation.flatMap((group) => group.items);
  return items.find((item) => item.to !== '/office' && (path === item.to || path.startsWith(`${item.to}/`)))
    ?.permission;
}
