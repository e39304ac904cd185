// Kept to syntax that old Node can parse, so that an old Node gets a sentence instead of a stack.
import { nodeIsNewEnough } from './lib/node-version.mjs';

if (nodeIsNewEnough(process.version, (text) => process.stderr.write(text))) {
  import('./lib/start-command.mjs').then((command) => command.main());
} else {
  process.exitCode = 1;
}
