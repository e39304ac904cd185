import { Check, Circle, Flag, Volume2, VolumeX, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { ExamAttempt } from '../../shared/api/types.js';
import { useSpeech } from '../../shared/speech/use-speech.js';
import { pointsText } from '../../shared/time/points.js';
import { EnlargeButton, Picture, PictureImage, type PictureProps } from '../../shared/ui/index.js';
import { useRoomText } from './messages.js';
import style from './room.module.css';

export type Slot = ExamAttempt['paper']['slots'][number];

const letter = (index: number): string => String.fromCharCode(65 + index);
/** The right-or-wrong options carry a ring or a cross instead of a letter. */
const saysTrue = (text: string): boolean => /^(对|正确|是|√)/.test(text.trim());

/** One question: what kind, its stem, its options as large targets. Mount it anew for each question. */
export function QuestionView({
  slot,
  number,
  choice,
  flagged,
  locked,
  moved,
  onChoose,
  onFlag,
}: {
  slot: Slot;
  number: number;
  choice: readonly string[];
  flagged: boolean;
  locked: boolean;
  /** Came here from another question: the new one is read out; opening the page moves nothing. */
  moved: boolean;
  onChoose: (optionId: string) => void;
  onFlag: () => void;
}) {
  const t = useRoomText();
  const stem = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    scrollTo(0, 0);
    if (moved) stem.current?.focus();
  }, [moved]);
  const multiple = slot.type === 'multiple';
  return (
    <main className={style['question']}>
      <div className={style['stemSide']}>
        <div className={style['meta']}>
          <b>{t(slot.type)}</b>
          <span>{t('place', { n: number, points: pointsText(slot.points) })}</span>
          <ReadAloud slot={slot} />
        </div>
        <h1 ref={stem} tabIndex={-1} className={style['stem']} id="stem">
          {slot.stem}
        </h1>
        {slot.picture ? <Picture picture={slot.picture} /> : null}
        {multiple ? <p className={style['hint']}>{t('pickSome', { n: choice.length })}</p> : null}
      </div>
      <div className={style['optionSide']}>
        <div role={multiple ? 'group' : 'radiogroup'} aria-labelledby="stem" className={style['options']}>
          {slot.options.map((option, index) => (
            <Option
              key={option.id}
              type={slot.type}
              mark={letter(index)}
              text={option.text}
              {...(option.picture ? { picture: option.picture } : {})}
              on={choice.includes(option.id)}
              locked={locked}
              onChoose={() => onChoose(option.id)}
            />
          ))}
        </div>
        <button type="button" className={style['flag']} aria-pressed={flagged} onClick={onFlag}>
          <Flag size={20} strokeWidth={1.75} fill={flagged ? 'currentColor' : 'none'} aria-hidden />
          {t(flagged ? 'unflag' : 'flag')}
        </button>
      </div>
    </main>
  );
}

function Option({
  type,
  mark,
  text,
  picture,
  on,
  locked,
  onChoose,
}: {
  type: string;
  mark: string;
  text: string;
  picture?: PictureProps;
  on: boolean;
  locked: boolean;
  onChoose: () => void;
}) {
  const shape = type === 'true_false' ? saysTrue(text) ? <Circle size={20} /> : <X size={20} /> : mark;
  const option = (
    <button
      type="button"
      role={type === 'multiple' ? 'checkbox' : 'radio'}
      aria-checked={on}
      disabled={locked}
      data-option
      className={`${style['option']} ${on ? style['on'] : ''} ${style[type] ?? ''}`}
      onClick={onChoose}
    >
      <em>{shape}</em>
      <span className="grow">
        {text}
        {picture ? <PictureImage picture={picture} small /> : null}
      </span>
      {on ? <Check size={26} strokeWidth={2.6} className={style['check']} aria-hidden /> : null}
    </button>
  );
  return picture ? (
    <div className={style['pictured']}>
      {option}
      <EnlargeButton picture={picture} />
    </div>
  ) : (
    option
  );
}

function ReadAloud({ slot }: { slot: Slot }) {
  const t = useRoomText();
  const { supported, speakingIndex, speak, stop } = useSpeech();
  if (!supported) return null;
  const pieces = [
    slot.stem,
    ...(slot.picture ? [t('pictureSays', { alt: slot.picture.alt })] : []),
    ...slot.options.map((option, index) =>
      [letter(index), option.text, option.picture?.alt].filter(Boolean).join('，'),
    ),
  ];
  return (
    <button
      type="button"
      className={style['read']}
      onClick={() => (speakingIndex === null ? speak([t(slot.type), ...pieces]) : stop())}
    >
      {speakingIndex === null ? <Volume2 size={22} aria-hidden /> : <VolumeX size={22} aria-hidden />}
      {t(speakingIndex === null ? 'read' : 'stopReading')}
    </button>
  );
}
