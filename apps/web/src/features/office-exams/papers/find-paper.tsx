import { Button, Input } from 'antd';
import { Camera } from 'lucide-react';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { qrReader } from '../../../shared/scan/read-qr.js';
import { papersText as t } from './text.js';

/** Longest side that a photo is read at: enough for a code of 17 mm on a sheet that fills the picture. */
const SIDE = 1600;

/** The number on the sheet, typed or from a photo of its code. A photo needs no camera permission, and works without HTTPS. */
export function FindPaper() {
  const navigate = useNavigate();
  const [number, setNumber] = useState('');
  const [missed, setMissed] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const open = (found: string): void => {
    if (found.trim() !== '') void navigate(`/office/exams/papers/${encodeURIComponent(found.trim())}`);
  };
  const read = async (file: File | undefined): Promise<void> => {
    setMissed(false);
    const found = file ? await readCode(file).catch(() => null) : null;
    if (found) open(found);
    else if (file) setMissed(true);
  };
  return (
    <form
      className="ok-filters"
      onSubmit={(event) => {
        event.preventDefault();
        open(number);
      }}
    >
      <Input
        aria-label={t('find.label')}
        placeholder={t('find.hint')}
        value={number}
        maxLength={20}
        className="ok-find"
        onChange={(event) => setNumber(event.target.value)}
      />
      <Button htmlType="submit" disabled={number.trim() === ''}>
        {t('find.go')}
      </Button>
      <Button icon={<Camera size={16} aria-hidden />} onClick={() => picker.current?.click()}>
        {t('find.scan')}
      </Button>
      <input
        ref={picker}
        type="file"
        accept="image/*"
        capture="environment"
        hidden
        aria-label={t('find.scan')}
        onChange={(event) => {
          void read(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      {missed ? (
        <span role="alert" className="ok-stop">
          {t('find.none')}
        </span>
      ) : null}
    </form>
  );
}

async function readCode(file: File): Promise<string | null> {
  const [read, picture] = await Promise.all([qrReader(SIDE), createImageBitmap(file)]);
  return read(picture);
}
