// What the tests in workerd have around them, always and in this order: who comes last is asked first.
import './fake-discord.ts';
import './followed.ts';
import './files.ts';
