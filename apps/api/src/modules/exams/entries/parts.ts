import { CandidatePosts } from './candidate-posts.js';
import { EntriesRepository } from './entries.repository.js';
import { ListEntries } from './list-entries.js';
import { OwnCandidacy } from './own-candidacy.js';

/** What this folder gives to the module. */
export const entriesParts = {
  entities: [],
  controllers: [],
  providers: [CandidatePosts, EntriesRepository, ListEntries, OwnCandidacy],
};
