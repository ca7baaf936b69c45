import discord from './discord.json';
import records from './records.json';
import review from './review.json';
import sandbox from './sandbox.json';
import shell from './shell.json';
import shop from './shop.json';
import tasks from './tasks.json';

export default { discord, records, review, sandbox, shell, shop, tasks };
