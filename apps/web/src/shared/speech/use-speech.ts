import { useCallback, useEffect, useState } from 'react';

const synthesis = (): SpeechSynthesis | null =>
  typeof window === 'object' && 'speechSynthesis' in window ? window.speechSynthesis : null;

const chineseVoice = (): SpeechSynthesisVoice | undefined =>
  synthesis()
    ?.getVoices()
    .find((voice) => voice.lang.toLowerCase().startsWith('zh'));

/**
 * Reading aloud with the phone's own voice; nothing leaves the phone. `supported` stays false without a Chinese voice, and the
 * buttons stay away. `speakingIndex` is the piece being read, or `null`.
 */
export function useSpeech(): {
  supported: boolean;
  speakingIndex: number | null;
  speak: (pieces: string[], rate?: number) => void;
  stop: () => void;
} {
  const [supported, setSupported] = useState(() => chineseVoice() !== undefined);
  const [speakingIndex, setSpeakingIndex] = useState<number | null>(null);

  useEffect(() => {
    const voices = synthesis();
    if (!voices) return;
    const look = (): void => setSupported(chineseVoice() !== undefined);
    look();
    voices.addEventListener?.('voiceschanged', look);
    return () => {
      voices.removeEventListener?.('voiceschanged', look);
      voices.cancel();
    };
  }, []);

  const stop = useCallback(() => {
    synthesis()?.cancel();
    setSpeakingIndex(null);
  }, []);

  const speak = useCallback((pieces: string[], rate = 1) => {
    const voices = synthesis();
    if (!voices) return;
    voices.cancel();
    const texts = pieces.map((piece) => piece.trim()).filter((piece) => piece !== '');
    texts.forEach((text, index) => {
      const utterance = new SpeechSynthesisUtterance(text);
      utterance.lang = 'zh-CN';
      utterance.rate = rate;
      const voice = chineseVoice();
      if (voice) utterance.voice = voice;
      utterance.addEventListener('start', () => setSpeakingIndex(index));
      if (index === texts.length - 1) utterance.addEventListener('end', () => setSpeakingIndex(null));
      utterance.addEventListener('error', () => setSpeakingIndex(null));
      voices.speak(utterance);
    });
    if (texts.length > 0) setSpeakingIndex(0);
  }, []);

  return { supported, speakingIndex, speak, stop };
}
