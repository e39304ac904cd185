import { CountItems } from './count-items.js';
import { ItemStatisticsRepository } from './item-statistics.repository.js';
import { ListSessionItems } from './list-session-items.js';
import { ShowQuestionStatistics } from './show-question-statistics.js';
import { StatisticsController } from './statistics.controller.js';

/** What this folder gives to the module. */
export const statisticsParts = {
  entities: [],
  controllers: [StatisticsController],
  providers: [CountItems, ItemStatisticsRepository, ListSessionItems, ShowQuestionStatistics],
};
