// What the tests in workerd have around them, whatever a file imports. In this order: who comes last is asked first.
await import('./fake-discord.ts');
await import('./followed.ts');
await import('./files.ts');
