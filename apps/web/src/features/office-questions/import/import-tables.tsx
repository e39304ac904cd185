import type { QuestionImport, QuestionPicture } from '../../../shared/api/types.js';
import { Picture } from '../../../shared/ui/index.js';
import { kitText } from '../../office-kit/kit-text.js';
import { questionTypeName } from '../../office-kit/options.js';
import { questionText as t } from '../text.js';
import { importText } from './text.js';
import { saidQuestion } from './said-question.js';

interface QuestionTableProps {
  readonly rows: QuestionImport['sample'];
  readonly label: string;
}

/** Questions of the file, as they would stand in the bank. */
export function QuestionTable({ rows, label }: QuestionTableProps) {
  return (
    <div className="ok-scroll">
      <table className="ok-plain" aria-label={label}>
        <thead>
          <tr>
            <th>{kitText('import.sheet')}</th>
            <th className="n">{kitText('import.row')}</th>
            <th>{t('type')}</th>
            <th>{t('stem')}</th>
            <th>{t('options')}</th>
            <th>{t('key')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.sheet}-${row.row}`}>
              <td className="mut nowrap">{row.sheet || '—'}</td>
              <td className="n">{row.row}</td>
              <td className="nowrap">{questionTypeName(row.type)}</td>
              <td>
                {row.stem}
                <ImportedPictures images={row.images} />
              </td>
              <td className="mut">{saidQuestion(row).options}</td>
              <td className="nowrap">
                <b>{saidQuestion(row).answer}</b>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Pictures that came with a question, each with the place where it will stand. */
export function ImportedPictures({ images }: { readonly images: readonly QuestionPicture[] }) {
  if (images.length === 0) return null;
  return (
    <ul className="oi-pictures">
      {images.map((image) => (
        <li key={image.place}>
          <Picture picture={image} small />
          <span className="dim">
            {image.place === 'stem' ? t('stem') : importText('picture.option', { label: image.place })}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Rows that the bank has already, or that stand in the file twice. */
export function DuplicateTable({ rows }: { readonly rows: QuestionImport['duplicateRows'] }) {
  return (
    <div className="ok-scroll">
      <table className="ok-plain" aria-label={importText('have')}>
        <thead>
          <tr>
            <th>{kitText('import.sheet')}</th>
            <th className="n">{kitText('import.row')}</th>
            <th>{importText('sameAs')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.sheet}-${row.row}`}>
              <td className="mut nowrap">{row.sheet || '—'}</td>
              <td className="n">{row.row}</td>
              <td>{row.sameAs}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
