import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { startLanguages } from './i18n/language.ts';
import { followTheme } from './preferences/theme.ts';
import '@fontsource-variable/inter/wght.css';
import './index.css';

followTheme();
await startLanguages();

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has lost its root element');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
