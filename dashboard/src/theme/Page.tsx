import { MantineProvider } from '@mantine/core';
// In a layer, so that a page's own styles win whatever order the bundler puts them in.
import '@mantine/core/styles.layer.css';
import { StrictMode } from 'react';
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { startTexts, type Namespace } from '../i18n/start.ts';
import { cssVariables, theme } from './theme.ts';

/** Draws a page into #root, once its texts are there. */
export async function showPage(page: ReactNode, ...texts: Namespace[]): Promise<void> {
  await startTexts(texts);
  const root = document.getElementById('root');
  if (root === null) throw new Error('the page has no #root');
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        {page}
      </MantineProvider>
    </StrictMode>,
  );
}

// A new build removes the old one's chunks: one reload gets the page in step again.
window.addEventListener('vite:preloadError', (event) => {
  const last = Number(sessionStorage.getItem('reloaded-at') ?? 0);
  if (Date.now() - last < 10_000) return;
  event.preventDefault();
  sessionStorage.setItem('reloaded-at', String(Date.now()));
  location.reload();
});
