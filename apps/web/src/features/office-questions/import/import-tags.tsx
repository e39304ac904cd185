import { Input, Select } from 'antd';
import { kitText } from '../../office-kit/kit-text.js';
import { optionsOf } from '../../office-kit/options.js';
import { PostPicker } from '../../office-kit/pickers.js';
import { questionText as t } from '../text.js';
import { importText } from './text.js';

/** What every question of a file is for; '' and undefined where the file says so itself, or nobody does. */
export interface ImportTags {
  readonly postId: string | undefined;
  readonly category: string | undefined;
  readonly knowledgePoint: string;
  readonly sourceClause: string;
}

interface ImportTagFieldsProps {
  readonly organisationId: string | null;
  readonly tags: ImportTags;
  readonly onChange: (tags: ImportTags) => void;
}

export function ImportTagFields({ organisationId, tags, onChange }: ImportTagFieldsProps) {
  return (
    <>
      <label className="ok-label">
        {importText('post')}
        <PostPicker
          organisationId={organisationId}
          {...(tags.postId ? { value: tags.postId } : {})}
          onChange={(postId) => onChange({ ...tags, postId })}
          placeholder={t('posts.all')}
          label={importText('post')}
        />
      </label>
      <label className="ok-label">
        {importText('category')}
        <Select
          allowClear
          className="ok-pick"
          aria-label={importText('category')}
          value={tags.category ?? null}
          onChange={(category: string | null) => onChange({ ...tags, category: category ?? undefined })}
          options={optionsOf(['general', 'professional'] as const, (value) => kitText(`category.${value}`))}
        />
      </label>
      <label className="ok-label">
        {importText('point')}
        <Input
          value={tags.knowledgePoint}
          onChange={(event) => onChange({ ...tags, knowledgePoint: event.target.value })}
          maxLength={200}
        />
      </label>
      <label className="ok-label">
        {importText('source')}
        <Input
          value={tags.sourceClause}
          onChange={(event) => onChange({ ...tags, sourceClause: event.target.value })}
          maxLength={500}
        />
      </label>
    </>
  );
}
