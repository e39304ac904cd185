import { describe, expect, it } from '@jest/globals';
import { MODULE_MAP, type ModuleName } from '../../apps/api/src/module-map.js';
import { sourceFiles, targetOf, type SourceFile } from '../support/source-files.js';

const API = 'apps/api/src';
const files = sourceFiles(API);
const moduleOf = (path: string): ModuleName | null =>
  (/^apps\/api\/src\/modules\/([^/]+)\//.exec(path)?.[1] ?? null) as ModuleName | null;

/** Every import of one module by another, as «importer → imported». */
function crossings(all: readonly SourceFile[]): { from: ModuleName; to: ModuleName; file: string; target: string }[] {
  return all.flatMap((file) => {
    const from = moduleOf(file.path);
    if (!from) return [];
    return file.imports.flatMap((specifier) => {
      const target = targetOf(file, specifier);
      const to = target ? moduleOf(target) : null;
      return to && to !== from && target ? [{ from, to, file: file.path, target }] : [];
    });
  });
}

describe('the picture: modules', () => {
  it('names every module folder, and no other', () => {
    const folders = new Set(files.map((file) => moduleOf(file.path)).filter(Boolean));
    expect([...folders].sort()).toEqual(Object.keys(MODULE_MAP).sort());
  });

  it('imports only what the map allows', () => {
    const forbidden = crossings(files).filter(
      ({ from, to }) => !(MODULE_MAP[from].imports as readonly string[]).includes(to),
    );
    expect(forbidden.map(({ file, target }) => `${file} → ${target}`)).toEqual([]);
  });

  it('imports nothing of another module but its index.ts', () => {
    const inside = crossings(files).filter(({ to, target }) => target !== `${API}/modules/${to}/index.ts`);
    expect(inside.map(({ file, target }) => `${file} → ${target}`)).toEqual([]);
  });

  it('goes down only: no cycle, no import of a higher layer', () => {
    const names = Object.keys(MODULE_MAP) as ModuleName[];
    for (const name of names) {
      for (const imported of MODULE_MAP[name].imports)
        expect([name, imported, MODULE_MAP[imported].layer <= MODULE_MAP[name].layer]).toEqual([name, imported, true]);
    }
    const reaches = (from: ModuleName, seen = new Set<ModuleName>()): Set<ModuleName> => {
      for (const next of MODULE_MAP[from].imports) if (!seen.has(next)) reaches(next, seen.add(next));
      return seen;
    };
    expect(names.filter((name) => reaches(name).has(name))).toEqual([]);
  });

  it('uses only the pure libraries that the map lists', () => {
    const used = files.flatMap((file) => {
      const name = moduleOf(file.path);
      return name
        ? file.imports
            .filter((specifier) => specifier.startsWith('@zhian/'))
            .map((specifier) => ({ name, file: file.path, lib: specifier.replace('@zhian/', '') }))
        : [];
    });
    expect(
      used
        .filter(({ name, lib }) => !(MODULE_MAP[name].libs as readonly string[]).includes(lib))
        .map(({ file, lib }) => `${file} → ${lib}`),
    ).toEqual([]);
  });

  it('platform knows no module', () => {
    const upward = files
      .filter((file) => file.path.startsWith(`${API}/platform/`))
      .flatMap((file) =>
        file.imports.map((specifier) => targetOf(file, specifier)).filter((target) => target && moduleOf(target)),
      );
    expect(upward).toEqual([]);
  });
});

describe('the picture: kinds of files', () => {
  const inModules = files.filter((file) => moduleOf(file.path));

  it('a controller touches no database', () => {
    const wrong = inModules.filter(
      (file) =>
        file.path.endsWith('.controller.ts') &&
        (file.imports.some((specifier) => /repository\.js$|\.entity\.js$|^typeorm$|^pg$/.test(specifier)) ||
          /\.query\(/.test(file.text)),
    );
    expect(wrong.map((file) => file.path)).toEqual([]);
  });

  it('reads the environment in one place', () => {
    const wrong = files.filter((file) => file.text.includes('process.env') && ![`${API}/boot.ts`].includes(file.path));
    expect(wrong.map((file) => file.path)).toEqual([]);
  });

  it('takes the time from the clock', () => {
    const allowed = [
      'platform/clock/clock.ts',
      'platform/ids/uuid.ts',
      'platform/outbox/relay.ts',
      'platform/storage/storage.ts',
    ];
    const wrong = inModules.filter(
      (file) => /new Date\(\)|Date\.now\(\)/.test(file.text) && !allowed.some((path) => file.path.endsWith(path)),
    );
    expect(wrong.map((file) => file.path)).toEqual([]);
  });

  it('builds no SQL by putting values into it', () => {
    // ${…} in a query may only be a constant, a placeholder made by bind() or a fragment made by a function of ours.
    const wrong = inModules.filter((file) => /(query|one)[^`]*`[^`]*'\$\{/.test(file.text));
    expect(wrong.map((file) => file.path)).toEqual([]);
  });
});

describe('the picture: pure libraries', () => {
  it.each(['question-bank', 'certificates'])(
    '%s knows no framework, no disk, no clock, no chance, and not the other',
    (lib) => {
      const wrong = sourceFiles(`libs/${lib}/src`).flatMap((file) => [
        ...file.imports
          .filter((specifier) => /^(@nestjs|typeorm|pg|node:fs|fs|node:net|node:http|@zhian\/)/.test(specifier))
          .map((specifier) => `${file.path} → ${specifier}`),
        ...(/Math\.random\(|Date\.now\(|new Date\(\)|randomBytes\(|randomInt\(|process\.env/.test(file.text)
          ? [`${file.path}: clock, chance or environment`]
          : []),
      ]);
      expect(wrong).toEqual([]);
    },
  );
});

const areaOf = (path: string): string =>
  /^apps\/web\/src\/(shared|app)\//.exec(path)?.[1] ?? /^apps\/web\/src\/(features\/[^/]+)\//.exec(path)?.[1] ?? 'root';

describe('the picture: web', () => {
  it('shared knows no feature, a feature knows no other feature and not the app', () => {
    const web = sourceFiles('apps/web/src');
    const wrong = web.flatMap((file) =>
      file.imports.flatMap((specifier) => {
        const target = targetOf(file, specifier);
        if (!target?.startsWith('apps/web/src/')) return [];
        const [from, to] = [areaOf(file.path), areaOf(target)];
        // features/office-kit is to the office what shared is to all: its tables, drawers and pickers are made of antd.
        const kit = from.startsWith('features/office-') && to === 'features/office-kit';
        const bad =
          (from === 'shared' && to !== 'shared') ||
          (from.startsWith('features/') && to !== from && to !== 'shared' && !kit);
        return bad ? [`${file.path} → ${target}`] : [];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('keeps antd and echarts out of what a phone loads', () => {
    const office = /^apps\/web\/src\/(features\/office-|app\/office\/)/;
    const wrong = sourceFiles('apps/web/src').filter(
      (file) => !office.test(file.path) && file.imports.some((specifier) => /^(antd|echarts)/.test(specifier)),
    );
    expect(wrong.map((file) => file.path)).toEqual([]);
  });
});
