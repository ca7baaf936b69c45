import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import type { Plugin } from 'vite';

const entry = (name: string): string => join(import.meta.dirname, name);

/** Imports each icon from its own file: the package's index names six thousand, and reading them all is most of a build. */
function singleIcons(): Plugin {
  const from = /import \{([^}]+)\} from '@tabler\/icons-react';/g;
  return {
    name: 'single-icons',
    enforce: 'pre',
    transform: {
      filter: { id: /\/src\/.*\.tsx?$/, code: '@tabler/icons-react' },
      handler: (code) => code.replace(from, (_, names: string) => names.split(',').map((name) => name.trim()).filter((name) => name !== '')
        .map((name) => `import ${name} from '@tabler/icons-react/dist/esm/icons/${name}.mjs';`).join(' ')),
    },
  };
}

export default defineConfig({
  plugins: [singleIcons(), react()],
  // `vite dev` alone: the API of a Worker that runs elsewhere.
  server: { proxy: { '/api': process.env['COFFER_API'] ?? 'http://127.0.0.1:8787' } },
  build: {
    target: 'es2023',
    // Two pages: the dashboard, and the local stand-in for Discord.
    rolldownOptions: { input: { index: entry('index.html'), sandbox: entry('sandbox.html') } },
    // Inlined pictures and preload scripts would need a wider content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
