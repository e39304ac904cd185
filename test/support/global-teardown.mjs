export default async function globalTeardown() {
  await globalThis.zhianTestCluster?.stop();
}
