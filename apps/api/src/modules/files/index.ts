export { FilesModule } from './files.module.js';
export { fileErrors } from './files.errors.js';
export { filePermissions } from './files.permissions.js';
export { StoreFile, type FileToStore, type PictureSize, type StoredFile } from './store-file.js';
export { StoreTrustedPicture } from './store-trusted-picture.js';
export { ReadFile, type FileContent } from './read-file.js';
export { RemoveFile } from './remove-file.js';
export { FindPictures } from './find-pictures.js';
export type { FilePurpose, MediaType } from './stored-file.entity.js';
