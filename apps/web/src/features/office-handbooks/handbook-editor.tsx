import { useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { Problem } from '../../shared/api/problem.js';
import { randomId } from '../../shared/api/random-id.js';
import type { HandbookDraft } from '../../shared/api/types.js';
import { clockText } from '../../shared/time/format.js';
import { Status } from '../../shared/ui/index.js';
import { AskDialog } from '../office-kit/ask-dialog.js';
import { ConflictNotice } from '../office-kit/conflict-notice.js';
import { EmptyStart } from '../office-kit/empty-start.js';
import { LinkButton } from '../office-kit/link-button.js';
import { useLeaveGuard } from '../office-kit/leave-guard.js';
import { RefusalNote } from '../office-kit/load-error.js';
import { OfficePage } from '../office-kit/office-page.js';
import { useOffice } from '../office-kit/office-scope.js';
import { may } from '../office-kit/permissions.js';
import { publishHandbook, readHandbook, saveHandbook } from './api.js';
import { toDraft, toSections } from './draft-sections.js';
import type { DraftSection } from './draft-sections.js';
import { SectionEditor } from './section-editor.js';
import { SectionList } from './section-list.js';
import { handbookText as t } from './text.js';
import { VersionList } from './version-list.js';
import './handbooks.css';

interface Written {
  readonly title: string;
  readonly sections: readonly DraftSection[];
}

const writtenOf = (handbook: HandbookDraft): Written => ({
  title: handbook.title,
  sections: toDraft(handbook.sections),
});

/** Title and sections of a handbook; saved as a draft, published as a version. */
export function HandbookEditor({ handbook }: { readonly handbook: HandbookDraft }) {
  const { can } = useOffice();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [written, setWritten] = useState<Written>(() => writtenOf(handbook));
  const [kept, setKept] = useState(written);
  const [version, setVersion] = useState(handbook.version);
  const [current, setCurrent] = useState(0);
  const [savedAt, setSavedAt] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [publishing, setPublishing] = useState(false);
  const dirty = written !== kept;
  const mayWrite = can(may.writeHandbooks);
  const section = written.sections[current];
  const setSections = (sections: readonly DraftSection[]): void => setWritten({ ...written, sections });
  const guard = useLeaveGuard(dirty);

  const save = async (match: number): Promise<boolean> => {
    setBusy(true);
    setError(null);
    try {
      const stored = await saveHandbook(
        handbook.id,
        { title: written.title.trim(), sections: toSections(written.sections) },
        match,
      );
      // Sections are in the order sent; what was new has a key now.
      const now = {
        ...written,
        sections: written.sections.map((one, index) => ({
          ...one,
          ...(stored.sections[index] ? { key: stored.sections[index].key } : {}),
        })),
      };
      setWritten(now);
      setKept(now);
      setVersion(stored.version);
      setSavedAt(new Date().toISOString());
      return true;
    } catch (refused) {
      setError(refused);
      return false;
    } finally {
      setBusy(false);
    }
  };
  const add = (): void => {
    setSections([...written.sections, { local: randomId(), title: '', body: '', questions: [] }]);
    setCurrent(written.sections.length);
  };
  const publish = async (): Promise<void> => {
    if (dirty && !(await save(version))) throw new Error('not saved');
    await publishHandbook(handbook.id);
    await client.invalidateQueries({ queryKey: ['office'] });
    guard.allow();
    void navigate('/office/handbooks');
  };
  const untitled = written.sections.findIndex((one) => one.title.trim() === '');
  const blocked =
    written.sections.length === 0
      ? t('publish.empty')
      : untitled >= 0
        ? t('publish.untitled', { n: untitled + 1 })
        : null;
  return (
    <OfficePage
      crumbs={[{ title: t('title'), to: '/office/handbooks' }, { title: handbook.title }]}
      title={written.title || t('section.untitled')}
      note={handbook.status === 'published' ? t('version.no', { n: handbook.versionNo }) : t('draft')}
      actions={
        <>
          <span role="status">
            {dirty ? (
              <span className="mut">{t('editor.unsaved')}</span>
            ) : savedAt ? (
              <Status kind="pass">{t('editor.saved', { at: clockText(savedAt) })}</Status>
            ) : null}
          </span>
          <LinkButton to={`/office/handbooks/${handbook.id}/readers`}>{t('readers')}</LinkButton>
          {mayWrite ? (
            <>
              <Button loading={busy} onClick={() => void save(version)}>
                {t('editor.save')}
              </Button>
              <Button
                type={blocked ? 'default' : 'primary'}
                disabled={blocked !== null}
                onClick={() => setPublishing(true)}
              >
                {blocked ?? t('editor.publish')}
              </Button>
            </>
          ) : null}
        </>
      }
    >
      {error instanceof Problem && error.status === 412 ? (
        <ConflictNotice
          onReload={async () => {
            const now = await readHandbook(handbook.id);
            const fresh = writtenOf(now);
            setWritten(fresh);
            setKept(fresh);
            setVersion(now.version);
            setCurrent(0);
            setError(null);
          }}
          onKeep={async () => void (await save((await readHandbook(handbook.id)).version))}
        />
      ) : (
        <RefusalNote error={error} />
      )}
      <div className="oh-edit">
        <div className="ok-stack">
          <SectionList
            sections={written.sections}
            current={current}
            onCurrent={setCurrent}
            onChange={setSections}
            onAdd={add}
            readOnly={!mayWrite}
          />
          <VersionList id={handbook.id} />
        </div>
        <div className="ok-stack">
          <section className="ok-card ok-pad">
            <label className="ok-label">
              {t('add.name')}
              <Input
                value={written.title}
                maxLength={100}
                readOnly={!mayWrite}
                onChange={(event) => setWritten({ ...written, title: event.target.value })}
              />
            </label>
          </section>
          {section ? (
            <SectionEditor
              key={section.local}
              section={section}
              organisationId={handbook.organisationId}
              readOnly={!mayWrite}
              onChange={(part) =>
                setWritten((now) => ({
                  ...now,
                  sections: now.sections.map((one) => (one.local === section.local ? { ...one, ...part } : one)),
                }))
              }
            />
          ) : (
            <section className="ok-card">
              <EmptyStart
                title={t('section.first')}
                actions={mayWrite ? <Button onClick={add}>{t('section.add')}</Button> : null}
              />
            </section>
          )}
        </div>
      </div>
      <AskDialog
        open={publishing}
        title={t('publish.title', { title: written.title })}
        okText={t('publish.ok')}
        onClose={() => setPublishing(false)}
        onConfirm={publish}
      >
        <p>{t('publish.text')}</p>
      </AskDialog>
      {guard.dialog}
    </OfficePage>
  );
}
