import { ApiProperty } from '@nestjs/swagger';
import { EMPLOYMENT_TYPES, ROSTER_ROLES, type EmploymentType, type RosterRole } from './employment-words.js';
import { ID_TYPES, type IdType } from './id-document.js';

export class RevealedPerson {
  @ApiProperty()
  idNumber: string;

  @ApiProperty({ type: String, nullable: true, description: 'Only of people who are on the roster now' })
  phone: string | null;
}

export class PersonPost {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  name: string;
}

/** One line of the roster. A person at two enterprises within the scope has two lines with the same id. */
export class Person {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ enum: ID_TYPES })
  idType: IdType;

  @ApiProperty({ example: '140428********1234' })
  idNumberMasked: string;

  @ApiProperty({ type: String, nullable: true, example: '139****0718' })
  phoneMasked: string | null;

  @ApiProperty({ format: 'uuid' })
  enterpriseId: string;

  @ApiProperty()
  enterpriseName: string;

  @ApiProperty({ format: 'uuid' })
  unitId: string;

  @ApiProperty({ example: '综采队 / 一班', description: 'Empty when he belongs to no unit' })
  unitPath: string;

  @ApiProperty({ type: [PersonPost] })
  posts: PersonPost[];

  @ApiProperty({ enum: EMPLOYMENT_TYPES })
  employmentType: EmploymentType;

  @ApiProperty({ enum: ROSTER_ROLES })
  rosterRole: RosterRole;

  @ApiProperty({ format: 'date', description: 'Since when without a break, transfers not counted as breaks' })
  startsOn: string;

  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'Set when he had left by the day asked about',
  })
  endsOn: string | null;

  @ApiProperty()
  hasAccount: boolean;

  @ApiProperty()
  version: number;
}

export class EmploymentPost {
  @ApiProperty()
  name: string;

  @ApiProperty({ format: 'date' })
  startsOn: string;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  endsOn: string | null;
}

export class Employment {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  enterpriseName: string;

  @ApiProperty()
  unitPath: string;

  @ApiProperty({ enum: EMPLOYMENT_TYPES })
  employmentType: EmploymentType;

  @ApiProperty({ format: 'date' })
  startsOn: string;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  endsOn: string | null;

  @ApiProperty({ type: String, nullable: true })
  leaveReason: string | null;

  @ApiProperty({ type: [EmploymentPost] })
  posts: EmploymentPost[];
}

export class PersonDetail extends Person {
  @ApiProperty({ type: [Employment], description: 'Latest first; only within the scope' })
  employments: Employment[];
}
