import { expect, it } from '@jest/globals';
import { knowledgeTree } from './knowledge-tree.js';

it('makes a tree of paths, with the questions of each point and all below it', () => {
  const tree = knowledgeTree([
    { value: '现场急救/心肺复苏', count: 3 },
    { value: '现场急救', count: 2 },
    { value: '瓦斯防治/抽采/钻孔', count: 1 },
  ]);
  expect(tree).toEqual([
    {
      value: '瓦斯防治',
      name: '瓦斯防治',
      count: 1,
      children: [
        {
          value: '瓦斯防治/抽采',
          name: '抽采',
          count: 1,
          children: [{ value: '瓦斯防治/抽采/钻孔', name: '钻孔', count: 1, children: [] }],
        },
      ],
    },
    {
      value: '现场急救',
      name: '现场急救',
      count: 5,
      children: [{ value: '现场急救/心肺复苏', name: '心肺复苏', count: 3, children: [] }],
    },
  ]);
  expect(knowledgeTree([])).toEqual([]);
});
