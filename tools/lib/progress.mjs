// Progress on the screen: «[2/6] 构建 Build … 12 s»; one changing line on a terminal, few plain lines elsewhere.

/** @param {NodeJS.WriteStream} stream where progress goes: stderr when stdout belongs to a command's result */
export function createProgress(stream, total) {
  let number = 0;
  const line = (text) => stream.write(`${text}\n`);
  return {
    line,
    /** Runs one numbered step and shows how long it has taken. The work may answer with a note for the end of the line. */
    async step(title, work) {
      number += 1;
      const head = `[${number}/${total}] ${title}`;
      const began = Date.now();
      const seconds = () => ((Date.now() - began) / 1000).toFixed(1);
      const show = () =>
        stream.isTTY
          ? stream.write(`\r\u001b[K${head} … ${Math.round((Date.now() - began) / 1000)} s`)
          : line(`${head} … ${seconds()} s`);
      const timer = setInterval(show, stream.isTTY ? 1000 : 20_000);
      if (stream.isTTY) show();
      try {
        const note = await work();
        line(
          `${stream.isTTY ? '\r\u001b[K' : ''}${head} ✓ ${seconds()} s${typeof note === 'string' ? ` ${note}` : ''}`,
        );
      } catch (error) {
        line(`${stream.isTTY ? '\r\u001b[K' : ''}${head} ✗ ${seconds()} s`);
        throw error;
      } finally {
        clearInterval(timer);
      }
    },
  };
}
