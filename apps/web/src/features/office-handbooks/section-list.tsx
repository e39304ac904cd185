import { Button } from 'antd';
import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { AskDialog } from '../office-kit/ask-dialog.js';
import { moved } from './draft-sections.js';
import type { DraftSection } from './draft-sections.js';
import { handbookText as t } from './text.js';

const titleOf = (section: DraftSection | undefined): string => section?.title.trim() || t('section.untitled');

interface SectionListProps {
  readonly sections: readonly DraftSection[];
  readonly current: number;
  readonly onCurrent: (index: number) => void;
  readonly onChange: (sections: readonly DraftSection[]) => void;
  readonly onAdd: () => void;
  readonly readOnly: boolean;
}

/** The handbook's contents: choose, reorder, delete. */
export function SectionList({ sections, current, onCurrent, onChange, onAdd, readOnly }: SectionListProps) {
  const [removing, setRemoving] = useState<number | null>(null);
  const move = (index: number, step: 1 | -1): void => {
    onChange(moved(sections, index, step));
    if (index === current) onCurrent(index + step);
    else if (index + step === current) onCurrent(index);
  };
  return (
    <nav className="ok-card" aria-label={t('section.list')}>
      <div className="ok-card-head">
        <h2>{t('section.list')}</h2>
      </div>
      <ol className="oh-list">
        {sections.map((section, index) => {
          const title = titleOf(section);
          return (
            <li key={section.local} className={index === current ? 'on' : ''}>
              <button type="button" className="go" aria-current={index === current} onClick={() => onCurrent(index)}>
                <i>{index + 1}</i>
                <span className="cut">{title}</span>
              </button>
              {readOnly || index !== current ? null : (
                <>
                  <Button
                    type="text"
                    size="small"
                    icon={<ArrowUp size={15} aria-hidden />}
                    aria-label={t('section.up', { title })}
                    disabled={index === 0}
                    onClick={() => move(index, -1)}
                  />
                  <Button
                    type="text"
                    size="small"
                    icon={<ArrowDown size={15} aria-hidden />}
                    aria-label={t('section.down', { title })}
                    disabled={index === sections.length - 1}
                    onClick={() => move(index, 1)}
                  />
                  <Button
                    type="text"
                    size="small"
                    icon={<Trash2 size={15} aria-hidden />}
                    aria-label={t('section.remove', { title })}
                    onClick={() => setRemoving(index)}
                  />
                </>
              )}
            </li>
          );
        })}
      </ol>
      {readOnly ? null : (
        <div className="ok-pad">
          <Button icon={<Plus size={16} aria-hidden />} onClick={onAdd} block>
            {t('section.add')}
          </Button>
        </div>
      )}
      <AskDialog
        open={removing !== null}
        title={t('section.remove.title', { title: titleOf(sections[removing ?? 0]) })}
        okText={t('section.remove.ok')}
        danger
        onClose={() => setRemoving(null)}
        onConfirm={async () => {
          onChange(sections.filter((_, at) => at !== removing));
          onCurrent(Math.max(0, current - 1));
        }}
      >
        <p>{t('section.remove.text')}</p>
      </AskDialog>
    </nav>
  );
}
