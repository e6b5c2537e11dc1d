import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = process.env['PARLEY_SERVER_URL'] ?? 'http://127.0.0.1:3000';

/** What the server answers itself; everything else is this app. */
const proxy = {
  '/socket.io': { target: server, ws: true },
  '/api': { target: server },
  '/healthz': { target: server },
  '/readyz': { target: server },
  '/version': { target: server },
};

export default defineConfig({
  plugins: [react(), tailwindcss()],
  server: { proxy },
  preview: { proxy },
  build: {
    // The oldest browsers with everything that the styles use: `light-dark()`, subgrid, `:has()`.
    target: ['chrome123', 'firefox128', 'safari17.5'],
    manifest: true,
    // An icon inlined as `data:` would need a hole in the server's content security policy.
    assetsInlineLimit: 0,
  },
});
