import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { FileController } from './file.controller.js';
import { FindPictures } from './find-pictures.js';
import { ReadFile } from './read-file.js';
import { RemoveFile } from './remove-file.js';
import { ShowPicture } from './show-picture.js';
import { StoreFile } from './store-file.js';
import { StoreTrustedPicture } from './store-trusted-picture.js';
import { FileIntentRow, StoredFileRow } from './stored-file.entity.js';
import { StoredFileRepository } from './stored-file.repository.js';
import { SweepFiles } from './sweep-files.js';
import { UploadPicture } from './upload-picture.js';

@Module({
  imports: [TypeOrmModule.forFeature([StoredFileRow, FileIntentRow])],
  controllers: [FileController],
  providers: [
    StoredFileRepository,
    StoreFile,
    StoreTrustedPicture,
    UploadPicture,
    ReadFile,
    RemoveFile,
    ShowPicture,
    FindPictures,
    SweepFiles,
  ],
  exports: [StoreFile, StoreTrustedPicture, ReadFile, RemoveFile, FindPictures],
})
export class FilesModule {}
