// Must parse on very old Node: no imports, no syntax newer than 2015.

/** Oldest Node this product runs on, as [major, minor]. */
export const MINIMUM_NODE = [20, 19];

/** Says in one sentence that Node is too old and returns false; true when it is new enough. */
export function nodeIsNewEnough(version, print) {
  const parts = version.replace(/^v/, '').split('.').map(Number);
  const enough = parts[0] > MINIMUM_NODE[0] || (parts[0] === MINIMUM_NODE[0] && parts[1] >= MINIMUM_NODE[1]);
  if (enough) return true;
  const wanted = MINIMUM_NODE.join('.');
  print(
    'Node.js ' +
      version +
      ' 太旧，知安需要 Node.js ' +
      wanted +
      ' 或更新版本，请到 https://nodejs.org 安装后重试。 ' +
      'Node.js ' +
      version +
      ' is too old: ZhiAn needs Node.js ' +
      wanted +
      ' or newer; install it from https://nodejs.org and try again.\n',
  );
  return false;
}
