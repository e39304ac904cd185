import { qrReader } from '../../shared/scan/read-qr.js';
import { BADGE_CODE } from './badge-keys.js';

/** Which way the camera looks: at whoever stands before the tablet, or away from him. */
export type Facing = 'user' | 'environment';

export type CameraState = 'starting' | 'looking' | 'no-badge' | 'refused' | 'missing';

/** Without HTTPS browsers give no camera. */
export const hasCamera = (): boolean => typeof navigator.mediaDevices?.getUserMedia === 'function';

const EVERY_MS = 150;
/** A badge fills a good part of the picture. */
const SIDE = 640;

interface Watcher {
  readonly onState: (state: CameraState) => void;
  readonly onBadge: (code: string) => void;
}

/** Shows the camera's picture and looks for a badge in it. Answers with what ends that and switches the camera off. */
export function watchForBadge(video: HTMLVideoElement, facing: Facing, { onState, onBadge }: Watcher): () => void {
  let off = false;
  let stream: MediaStream | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const release = (): void => stream?.getTracks().forEach((track) => track.stop());
  const start = async (): Promise<void> => {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: facing }, audio: false });
    if (off) return release();
    video.srcObject = stream;
    await video.play();
    const read = await qrReader(SIDE);
    const look = async (): Promise<void> => {
      const said = await read(video).catch(() => null);
      if (off) return;
      if (said !== null && BADGE_CODE.test(said)) return onBadge(said);
      onState(said === null ? 'looking' : 'no-badge');
      timer = setTimeout(() => void look(), EVERY_MS);
    };
    await look();
  };
  onState('starting');
  start().catch((error: unknown) => {
    if (!off) onState(error instanceof DOMException && error.name === 'NotAllowedError' ? 'refused' : 'missing');
  });
  return () => {
    off = true;
    clearTimeout(timer);
    release();
  };
}
