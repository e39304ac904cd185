import { ApplyRegrades } from './apply-regrades.js';
import { CertificatesOfAttempts } from './certificates-of-attempts.js';
import { DecideRegrade } from './decide-regrade.js';
import { ListWaitingRegrades } from './list-waiting-regrades.js';
import { PreviewRegrade } from './preview-regrade.js';
import { RegradeEffects } from './regrade-effects.js';
import { RegradeStanding } from './regrade-standing.js';
import { RegradeController } from './regrade.controller.js';
import { RegradeRow, RegradeScopeRow } from './regrade.entity.js';
import { RegradeRepository } from './regrade.repository.js';
import { RequestRegrade } from './request-regrade.js';
import { ShowRegrades } from './show-regrades.js';

/** What this folder gives to the module. */
export const regradesParts = {
  entities: [RegradeRow, RegradeScopeRow],
  controllers: [RegradeController],
  providers: [
    ApplyRegrades,
    CertificatesOfAttempts,
    DecideRegrade,
    ListWaitingRegrades,
    PreviewRegrade,
    RegradeEffects,
    RegradeRepository,
    RegradeStanding,
    RequestRegrade,
    ShowRegrades,
  ],
};
