// Is the npm registry reachable? Asked before npm is, because npm alone keeps trying for many minutes without a network.
import { connect } from 'node:net';
import { capture } from './process.mjs';

const PORTS = { 'http:': 80, 'https:': 443 };

const reach = ({ hostname, port, protocol }, ms) =>
  new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port) || PORTS[protocol] || 443 });
    const finish = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(ms, () => finish(false));
    socket.once('connect', () => finish(true));
    socket.once('error', () => finish(false));
  });

/**
 * Tries the registry npm is configured for, or the proxy in front of it; unreadable settings count as reachable.
 * @param {(args: string[]) => [string, string[]]} npm the command line of npm for some arguments
 */
export async function registryIsReachable(npm, options) {
  const read = async (name) => {
    const [command, args] = npm(['config', 'get', name]);
    const value = (await capture(command, args, { ...options, stdio: ['ignore', 'pipe', 'ignore'] })).output
      .trim()
      .split('\n')
      .at(-1);
    return ['null', 'undefined', ''].includes(value) ? null : value;
  };
  try {
    const target = new URL((await read('https-proxy')) ?? (await read('proxy')) ?? (await read('registry')));
    return (await reach(target, 5000)) || (await reach(target, 10_000));
  } catch {
    return true;
  }
}
