/**
 * Which module may import which (docs/adr/001). Layers go down only; test/architecture fails on any other import, on a cycle,
 * and on an import of anything but a module's index.ts. Everything may import platform and the libs listed beside it.
 */
export const MODULE_MAP = {
  audit: { layer: 2, imports: [], libs: [] },
  files: { layer: 2, imports: ['audit'], libs: [] },
  organisations: { layer: 2, imports: ['audit', 'files'], libs: ['question-bank'] },
  // Badges and PIN slips are printed with the fonts and the typesetting of certificates.
  identity: { layer: 2, imports: ['organisations', 'audit'], libs: ['certificates'] },
  posts: { layer: 3, imports: ['organisations', 'audit'], libs: [] },
  questions: {
    layer: 3,
    imports: ['posts', 'organisations', 'files', 'audit'],
    // Papers are printed with the fonts and the typesetting of certificates.
    libs: ['question-bank', 'certificates'],
  },
  handbooks: { layer: 3, imports: ['questions', 'posts', 'organisations', 'files', 'audit'], libs: [] },
  exams: {
    layer: 4,
    imports: ['handbooks', 'questions', 'posts', 'identity', 'organisations', 'files', 'audit'],
    // Numbers of printed papers are typed like those of certificates.
    libs: ['question-bank', 'certificates'],
  },
  'training-plans': { layer: 5, imports: ['exams', 'posts', 'organisations', 'audit'], libs: [] },
  certificates: {
    layer: 6,
    imports: ['training-plans', 'exams', 'organisations', 'files', 'audit'],
    libs: ['certificates'],
  },
  coverage: {
    layer: 6,
    imports: ['training-plans', 'certificates', 'exams', 'posts', 'organisations', 'audit'],
    libs: ['question-bank'],
  },
  overview: { layer: 6, imports: ['organisations'], libs: [] },
} as const satisfies Record<string, { layer: number; imports: readonly string[]; libs: readonly string[] }>;

export type ModuleName = keyof typeof MODULE_MAP;
