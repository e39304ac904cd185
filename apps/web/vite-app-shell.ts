import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';

const WORKER = 'src/worker/service-worker.ts';
/** What phones never need: it is not kept on them. */
const OFFICE = 'src/app/office/office-routes.tsx';

interface Chunk {
  type: 'chunk';
  fileName: string;
  facadeModuleId: string | null;
  isEntry: boolean;
  imports: string[];
  dynamicImports: string[];
  code: string;
  viteMetadata?: { importedCss: Set<string>; importedAssets: Set<string> };
}

/** The chunks that the learner's pages may ever load, from the entry on, the office aside. */
function learnerChunks(chunks: ReadonlyMap<string, Chunk>): Chunk[] {
  const entry = [...chunks.values()].find((chunk) => chunk.isEntry && !chunk.facadeModuleId?.endsWith(WORKER));
  const found = new Map<string, Chunk>();
  const visit = (chunk: Chunk | undefined): void => {
    if (!chunk || found.has(chunk.fileName) || chunk.facadeModuleId?.endsWith(OFFICE)) return;
    found.set(chunk.fileName, chunk);
    for (const name of [...chunk.imports, ...chunk.dynamicImports]) visit(chunks.get(name));
  };
  visit(entry);
  return [...found.values()];
}

/**
 * Builds the service worker as `/sw.js` and writes into it which files the learner's pages are made of, with a name that changes
 * with any of them: a browser fetches a worker anew when a byte of it differs.
 */
export function appShell(): Plugin {
  return {
    name: 'zhian-app-shell',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const chunks = new Map(
          Object.values(bundle).flatMap((item) =>
            item.type === 'chunk' ? [[item.fileName, item as unknown as Chunk] as const] : [],
          ),
        );
        const worker = chunks.get('sw.js');
        if (!worker || worker.imports.length > 0) this.error('the service worker must be one file without imports');
        const pages = learnerChunks(chunks);
        const built = pages.flatMap(({ fileName, viteMetadata }) => [
          fileName,
          ...(viteMetadata?.importedCss ?? []),
          ...(viteMetadata?.importedAssets ?? []),
        ]);
        const files = ['/index.html', '/favicon.svg', ...[...new Set(built)].sort().map((file) => `/${file}`)];
        const html = bundle['index.html'];
        if (html?.type !== 'asset') this.error('index.html is not in the bundle');
        const name = createHash('sha256').update(files.join('\n')).update(html.source).digest('hex').slice(0, 16);
        worker.code = worker.code
          .replaceAll('SHELL_FILES', JSON.stringify(files))
          .replaceAll('SHELL_NAME', JSON.stringify(name));
      },
    },
  };
}
