import { EndPaper } from './end-paper.js';
import { IssuePaper } from './issue-paper.js';
import { PaperJobController } from './jobs/paper-job.controller.js';
import { PaperJobRow } from './jobs/paper-job.entity.js';
import { PaperJobRepository } from './jobs/paper-job.repository.js';
import { PaperJobs } from './jobs/paper-jobs.js';
import { RunPaperJobs } from './jobs/run-paper-jobs.js';
import { SweepPaperJobs } from './jobs/sweep-paper-jobs.js';
import { KeyIn } from './key-in.js';
import { ListPrintedPapers } from './list-printed-papers.js';
import { OpenOnPaper } from './open-on-paper.js';
import { PaperDesk } from './paper-desk.js';
import { PaperDocuments } from './paper-documents.js';
import { PaperController } from './paper.controller.js';
import { PaperPhotoController } from './photos/paper-photo.controller.js';
import { PaperPhotoRow } from './photos/paper-photo.entity.js';
import { PaperPhotoRepository } from './photos/paper-photo.repository.js';
import { PaperPhotos } from './photos/paper-photos.js';
import { PreviewPaper } from './preview-paper.js';
import { PrintSessionPapers } from './print-session-papers.js';
import { PrintedPaperController } from './printed-paper.controller.js';
import { KeyingRow, PrintedPaperRow } from './printed-paper.entity.js';
import { PrintedPaperRepository } from './printed-paper.repository.js';
import { PrintingScope } from './printing-scope.js';
import { ReadPreviewFile } from './read-preview-file.js';
import { ReadPrintedPapers } from './read-printed-papers.js';
import { RebuildPaper } from './rebuild-paper.js';
import { SettlePaper } from './settle-paper.js';
import { WithdrawPaper } from './withdraw-paper.js';

/** What this folder gives to the module. */
export const papersParts = {
  entities: [KeyingRow, PaperJobRow, PaperPhotoRow, PrintedPaperRow],
  controllers: [PaperController, PaperJobController, PaperPhotoController, PrintedPaperController],
  providers: [
    EndPaper,
    IssuePaper,
    KeyIn,
    ListPrintedPapers,
    OpenOnPaper,
    PaperDesk,
    PaperDocuments,
    PaperJobRepository,
    PaperJobs,
    PaperPhotoRepository,
    PaperPhotos,
    PreviewPaper,
    PrintSessionPapers,
    PrintedPaperRepository,
    PrintingScope,
    ReadPreviewFile,
    ReadPrintedPapers,
    RebuildPaper,
    RunPaperJobs,
    SettlePaper,
    SweepPaperJobs,
    WithdrawPaper,
  ],
};
