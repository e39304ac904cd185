import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './shared/ui/tokens.css';
import './shared/ui/base.css';
import { App } from './app/app.js';
import { applyStoredTypeSize } from './shared/ui/type-size.js';
import { registerShell } from './worker/register-shell.js';

applyStoredTypeSize();
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
registerShell();
