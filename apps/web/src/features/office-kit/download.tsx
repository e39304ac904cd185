import { Button } from 'antd';
import type { ButtonProps } from 'antd';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { api, saveBlob } from '../../shared/api/client.js';
import type { QueryValue } from '../../shared/api/client.js';
import { asProblem } from '../../shared/api/problem.js';
import { kitText as t } from './kit-text.js';

interface DownloadButtonProps {
  readonly path: string;
  readonly query?: Record<string, QueryValue>;
  /** Used when the server proposes none. */
  readonly name: string;
  readonly children: string;
  readonly type?: ButtonProps['type'];
  readonly size?: ButtonProps['size'];
}

/** Fetches a file and hands it to the browser; busy while it is made, a refusal stands beside the button. */
export function DownloadButton({ path, query, name, children, type = 'default', size }: DownloadButtonProps) {
  const [state, setState] = useState<'idle' | 'busy' | { said: string }>('idle');
  const run = async (): Promise<void> => {
    setState('busy');
    try {
      const file = await api.file(path, query ? { query } : {});
      saveBlob(file.blob, file.name ?? name);
      setState('idle');
    } catch (error) {
      setState({ said: asProblem(error).sentence });
    }
  };
  return (
    <span className="ok-download">
      <Button
        type={type}
        {...(size ? { size } : {})}
        loading={state === 'busy'}
        onClick={() => void run()}
        icon={<Download size={16} aria-hidden />}
      >
        {children}
      </Button>
      {typeof state === 'object' ? (
        <span role="alert" className="ok-stop">
          {state.said}
        </span>
      ) : null}
      {state === 'busy' ? (
        <span className="ok-sr" role="status">
          {t('download.working')}
        </span>
      ) : null}
    </span>
  );
}
