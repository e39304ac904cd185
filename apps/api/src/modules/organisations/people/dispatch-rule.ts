/** What the rule needs to know of a post. */
export interface PostRisk {
  readonly name: string;
  readonly underground: boolean;
  readonly dangerousSurface: boolean;
}

/**
 * ORG-4: 矿山企业地面危险岗位和井下严禁使用劳务派遣工 (S0 四(二)3; 煤矿安全生产条例 says the same of 井下). The one place of this
 * rule: adding, transferring, importing, changing the employment type, the post or the enterprise's field all ask here.
 * Returns null when the assignment is allowed, else the reason in zh-CN.
 */
export function dispatchRefusal(employmentType: string, mining: boolean, post: PostRisk): string | null {
  if (!mining || employmentType !== 'dispatch' || !(post.underground || post.dangerousSurface)) return null;
  const kind = post.underground ? '井下岗位' : '地面危险岗位';
  return `「${post.name}」是${kind}。矿山企业地面危险岗位和井下严禁使用劳务派遣工，请换岗位，或改用工形式`;
}
