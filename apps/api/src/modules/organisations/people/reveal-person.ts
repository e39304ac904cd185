import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { Audit } from '../../audit/index.js';
import { OrganisationScope } from '../organisation-scope.js';
import { EmploymentRepository } from './employment.repository.js';
import { IdentitySeal } from './identity-seal.js';
import type { RevealPersonDto } from './person-input.dto.js';
import type { RevealedPerson } from './person.dto.js';
import { PersonRepository } from './person.repository.js';

const REVEAL = 'organisations.person.reveal';

/** Shows the whole number to somebody who says why; the row in the audit is written before it is shown (contract 18). */
@Injectable()
export class RevealPerson {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: OrganisationScope,
    private readonly people: PersonRepository,
    private readonly employments: EmploymentRepository,
    private readonly seal: IdentitySeal,
    private readonly audit: Audit,
  ) {}

  async execute(ctx: Ctx, personId: string, dto: RevealPersonDto): Promise<RevealedPerson> {
    return this.uow.run(ctx, async (tx) => {
      const [line] = await this.employments.inScope(tx, personId, this.scope.filter(ctx, REVEAL));
      const person = line && (await this.people.find(tx, personId));
      if (!line || !person) throw new DomainError('not-found');
      await this.audit.append(tx, {
        action: 'organisations.person.reveal',
        subject: { type: 'person', id: personId },
        organisationId: line.enterprise_id,
        detail: { reason: dto.reason },
      });
      // Of somebody who has left, his old employer knows the document already, but not where he can be called today.
      const phone = line.ends_on === null ? this.seal.openPhone(person.phone_cipher) : null;
      return { idNumber: this.seal.openId(person.id_cipher), phone };
    });
  }
}
