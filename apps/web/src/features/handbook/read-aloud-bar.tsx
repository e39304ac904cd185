import { Pause, Volume2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useSpeech } from '../../shared/speech/use-speech.js';
import { Bar } from '../../shared/ui/index.js';
import { spokenPieces } from './markdown-text.js';
import { useHandbookText } from './messages.js';
import style from './reader.module.css';

const speeds = [1, 1.25, 0.75];

/** Reads the section with the phone's own voice; not there on a phone that has none. */
export function ReadAloudBar({ title, body }: { title: string; body: string }) {
  const t = useHandbookText();
  const { supported, speakingIndex, speak, stop } = useSpeech();
  const [speed, setSpeed] = useState(1);
  const pieces = useMemo(() => [title, ...spokenPieces(body)], [title, body]);
  if (!supported) return null;
  const speaking = speakingIndex !== null;
  return (
    <div className={style['play']}>
      <button
        type="button"
        className={style['playButton']}
        aria-label={t(speaking ? 'pause' : 'listen')}
        onClick={() => (speaking ? stop() : speak(pieces, speed))}
      >
        {speaking ? <Pause size={24} aria-hidden /> : <Volume2 size={24} aria-hidden />}
      </button>
      <div className="grow">
        <span>{speaking ? t('reading', { n: speakingIndex + 1 }) : t('listen')}</span>
        {speaking ? <Bar n={speakingIndex + 1} of={pieces.length} label={t('listen')} /> : null}
      </div>
      <button
        type="button"
        className={style['speed']}
        aria-label={t('speed', { x: speed })}
        onClick={() => {
          stop();
          setSpeed(speeds[(speeds.indexOf(speed) + 1) % speeds.length] ?? 1);
        }}
      >
        {speed.toFixed(speed === 1 ? 1 : 2)}×
      </button>
    </div>
  );
}
