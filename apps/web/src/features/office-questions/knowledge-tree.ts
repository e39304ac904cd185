/** A knowledge point with what lies below it. */
export interface KnowledgeNode {
  /** Its whole path. */
  readonly value: string;
  readonly name: string;
  /** Questions of the point itself and of all below. */
  readonly count: number;
  readonly children: readonly KnowledgeNode[];
}

interface Building {
  value: string;
  name: string;
  count: number;
  children: Map<string, Building>;
}

/** The tree that paths make: «急救/心肺复苏» hangs below «急救», also where no question is just «急救». */
export function knowledgeTree(facets: readonly { readonly value: string; readonly count: number }[]): KnowledgeNode[] {
  const roots = new Map<string, Building>();
  for (const { value, count } of facets) {
    let level = roots;
    let path = '';
    for (const name of value.split('/')) {
      path = path ? `${path}/${name}` : name;
      const node = level.get(name) ?? { value: path, name, count: 0, children: new Map<string, Building>() };
      node.count += count;
      level.set(name, node);
      level = node.children;
    }
  }
  return finished(roots);
}

function finished(level: ReadonlyMap<string, Building>): KnowledgeNode[] {
  return [...level.values()]
    .map(({ value, name, count, children }) => ({ value, name, count, children: finished(children) }))
    .sort((a, b) => a.name.localeCompare(b.name, 'zh-CN'));
}
