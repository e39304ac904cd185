import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { appShell } from './vite-app-shell.js';

const API = 'http://127.0.0.1:3000';

// The API serves the built files under a strict content policy, so nothing may be inlined as a data: address.
export default defineConfig({
  plugins: [react(), appShell()],
  server: {
    port: 5173,
    proxy: {
      // The API refuses writes whose origin is not its own: in development the pages come from another port.
      '/api': { target: API, changeOrigin: true, headers: { origin: API } },
    },
  },
  build: {
    outDir: 'dist',
    manifest: true,
    assetsInlineLimit: 0,
    target: 'es2022',
    chunkSizeWarningLimit: 1200,
    rollupOptions: {
      input: { index: 'index.html', sw: 'src/worker/service-worker.ts' },
      output: { entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js') },
    },
  },
});
