import type { Question, QuestionPicture } from '../../shared/api/types.js';
import { Picture, StatusShape } from '../../shared/ui/index.js';
import { questionText as t } from './text.js';
import './questions.css';

type Shown = Pick<Question, 'stem' | 'options' | 'key' | 'explanation' | 'images'>;

/** A question as it is asked, with its key and explanation. */
export function QuestionContent({ question }: { readonly question: Shown }) {
  const stem = pictureAt(question.images, 'stem');
  return (
    <>
      <p className="oq-stem">{question.stem}</p>
      {stem ? <Picture picture={stem} /> : null}
      <ul className="oq-options">
        {question.options.map((option) => {
          const right = question.key.includes(option.label);
          const picture = pictureAt(question.images, option.label);
          return (
            <li key={option.label} className={right ? 'right' : ''}>
              <b>{option.label}</b>
              <span className="grow">
                {option.text}
                {picture ? <Picture picture={picture} small /> : null}
              </span>
              {right ? (
                <>
                  <StatusShape kind="pass" size={18} />
                  <span className="sr-only">{t('key')}</span>
                </>
              ) : null}
            </li>
          );
        })}
      </ul>
      {question.explanation ? <p className="ok-note ok-note-info">{question.explanation}</p> : null}
    </>
  );
}

function pictureAt(images: readonly QuestionPicture[], place: string): QuestionPicture | undefined {
  return images.find((image) => image.place === place);
}
