import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';

export class AdoptQuestionDto {
  @ApiPropertyOptional({ format: 'uuid', description: 'Into whose bank; unset: the own organisation' })
  @IsOptional()
  @IsUUID()
  organisationId?: string;
}

export class FollowOriginDto {
  @ApiProperty({ enum: ['take', 'keep'], description: 'take: as the next own version; keep: stay with the own one' })
  @IsIn(['take', 'keep'])
  decision: 'take' | 'keep';
}
