import { useParams } from 'react-router';
import { OfficePage } from '../office-kit/office-page.js';
import { useOffice } from '../office-kit/office-scope.js';
import { may } from '../office-kit/permissions.js';
import { QueryBlock } from '../office-kit/query-block.js';
import { useExam } from '../office-kit/exam-request.js';
import { useRooms } from './api.js';
import { RoomsEditor } from './rooms-editor.js';
import { Seating } from './seating.js';
import { boardText as t } from './text.js';
import './rooms.css';

/** Where an exam is held, who looks after it, who sits where. */
export function RoomsPage() {
  const { id = '' } = useParams();
  const { can } = useOffice();
  const exam = useExam(id);
  const rooms = useRooms(id);
  const title = exam.data?.title ?? t('exams');
  return (
    <OfficePage
      crumbs={[
        { title: t('exams'), to: '/office/exams' },
        { title, to: `/office/exams/${id}` },
        { title: t('rooms.title') },
      ]}
      title={t('rooms.title')}
      note={t('rooms.note')}
    >
      <QueryBlock query={exam}>
        {(found) => (
          <QueryBlock query={rooms}>
            {(list) => (
              <div className="ok-stack oi-rooms">
                <RoomsEditor exam={found} rooms={list} mayEdit={can(may.invigilate) && found.status !== 'cancelled'} />
                <Seating exam={found} rooms={list} />
              </div>
            )}
          </QueryBlock>
        )}
      </QueryBlock>
    </OfficePage>
  );
}
