import { BuildPacks } from './build-packs.js';
import { KnownPacks } from './known-packs.js';
import { PackController } from './pack.controller.js';
import { PackRow } from './pack.entity.js';
import { PackRepository } from './pack.repository.js';
import { ReadPack } from './read-pack.js';
import { RemovePacks } from './remove-packs.js';

/** What this folder gives to the module. */
export const packsParts = {
  entities: [PackRow],
  controllers: [PackController],
  providers: [BuildPacks, KnownPacks, PackRepository, ReadPack, RemovePacks],
};
