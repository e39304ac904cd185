import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The API serves the built files under a strict content policy, so nothing may be inlined as a data: address.
export default defineConfig({
  plugins: [react()],
  server: { port: 5173, proxy: { '/api': 'http://127.0.0.1:3000' } },
  build: { outDir: 'dist', manifest: true, assetsInlineLimit: 0, target: 'es2022', chunkSizeWarningLimit: 1200 },
});
