import { Button } from 'antd';
import { Eye, Lock } from 'lucide-react';
import { clockText } from '../../shared/time/format.js';
import { Status } from '../../shared/ui/index.js';
import { useOffice } from '../office-kit/office-scope.js';
import { may } from '../office-kit/permissions.js';
import { examText as t } from './text.js';
import type { EditedExam } from './use-exam-draft.js';

interface EditorActionsProps {
  readonly exam: EditedExam;
  /** A paper can be drawn. */
  readonly drawable: boolean;
  /** Why it cannot be published yet. */
  readonly blocked: string | null;
  readonly onPreview: () => void;
  readonly onAsk: (what: 'publish' | 'delete') => void;
}

/** Whether it is saved, and what can be done with the draft. */
export function EditorActions({ exam, drawable, blocked, onPreview, onAsk }: EditorActionsProps) {
  const { can } = useOffice();
  const { dirty, savedAt, stored, busy, save } = exam;
  return (
    <>
      <span className="oe-save" role="status">
        {dirty ? (
          <span className="mut">{t('editor.unsaved')}</span>
        ) : savedAt ? (
          <Status kind="pass">{t('editor.saved', { at: clockText(savedAt) })}</Status>
        ) : null}
      </span>
      {stored ? (
        <Button danger onClick={() => onAsk('delete')}>
          {t('delete')}
        </Button>
      ) : null}
      <Button onClick={() => void save()} loading={busy}>
        {t('editor.save')}
      </Button>
      <Button icon={<Eye size={16} aria-hidden />} disabled={!drawable} onClick={onPreview}>
        {t('editor.preview')}
      </Button>
      {can(may.publishExams) ? (
        <Button
          type={blocked ? 'default' : 'primary'}
          disabled={blocked !== null}
          icon={blocked ? <Lock size={16} aria-hidden /> : undefined}
          onClick={() => onAsk('publish')}
        >
          {blocked ?? t('editor.publish')}
        </Button>
      ) : null}
    </>
  );
}
