import { ExamsAtKiosks } from './exams-at-kiosks.js';
import { ListMyAttempts } from './list-my-attempts.js';
import { ListMyExams } from './list-my-exams.js';
import { ListMyInvigilations } from './list-my-invigilations.js';
import { MyExamsController } from './my-exams.controller.js';
import { ShowMyTasks } from './show-my-tasks.js';

/** What this folder gives to the module. */
export const mineParts = {
  entities: [],
  controllers: [MyExamsController],
  providers: [ExamsAtKiosks, ListMyAttempts, ListMyExams, ListMyInvigilations, ShowMyTasks],
};
