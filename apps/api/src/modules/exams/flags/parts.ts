import { FlagItems } from './flag-items.js';
import { FlagController } from './flag.controller.js';
import { FlagRepository } from './flag.repository.js';
import { HandleFlags } from './handle-flags.js';
import { ListFlagged } from './list-flagged.js';

/** What this folder gives to the module. */
export const flagsParts = {
  entities: [],
  controllers: [FlagController],
  providers: [FlagItems, FlagRepository, HandleFlags, ListFlagged],
};
