/** Waits until something holds, looking ten times a second. @throws Error when it does not come about in time */
export async function until(holds: () => boolean | Promise<boolean>, seconds = 15): Promise<void> {
  for (let i = 0; i < seconds * 10; i += 1) {
    if (await holds()) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`it did not come about within ${seconds} s`);
}
