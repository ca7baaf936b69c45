import type { APIEmbed, APIEmbedField } from 'discord-api-types/v10';
import { fullTime, mention, plainText } from '../../../kernel/markdown.ts';
import type { Texts } from '../../../i18n/texts.ts';
import { accountUser, memberAccount } from '../../../ledger/accounts.ts';
import { kindName, valueOf } from '../kinds.ts';
import type { Receipt } from '../receipt.ts';
import { accountName } from './history.ts';
import { SLATE } from './colors.ts';

/** Characters of a hash that a person compares. */
const HASH_SHOWN = 12;

/** One side of an entry: who, and before → after where the reader may see it. */
function side(texts: Texts, account: string, asset: string, balances: { before: number; after: number } | null): string {
  const name = accountName(texts, account);
  if (!balances) return name;
  const { before, after } = balances;
  return `${name}\n${valueOf(texts, { asset, amount: before })} → ${valueOf(texts, { asset, amount: after })}`;
}

/** What caused an entry: `i:` an interaction, `h:` the API, `j:` the clock. */
function causeName({ t }: Texts, opKey: string): string {
  const [prefix = ''] = opKey.split(':', 1);
  const name = ['i', 'h', 'j'].includes(prefix) ? t(`economy.receipt.cause_${prefix}`) : t('economy.receipt.cause_other');
  return `${name}\n\`${opKey.slice(0, 100).replaceAll('`', '')}\``;
}

/** One entry with everything that explains it. */
export function receiptEmbed(texts: Texts, readerId: string, { entry, whole, reversedBy, reverses }: Receipt): APIEmbed {
  const { t } = texts;
  const sees = (account: string): boolean => accountUser(account) !== undefined && (whole || account === memberAccount(readerId));
  const from = sees(entry.fromAccount) ? { before: entry.fromBefore, after: entry.fromAfter } : null;
  const to = sees(entry.toAccount) ? { before: entry.toBefore, after: entry.toAfter } : null;
  const inline = (name: string, value: string): APIEmbedField => ({ name: t(`economy.receipt.${name}`), value, inline: true });
  const links = [
    ...(reverses === null ? [] : [t('economy.receipt.reverses', { seq: reverses })]),
    ...(reversedBy === null ? [] : [t('economy.receipt.reversed_by', { seq: reversedBy })]),
  ];
  return {
    title: t('economy.receipt.title', { seq: entry.seq }),
    ...(links.length > 0 ? { description: links.join('\n') } : {}),
    color: SLATE,
    fields: [
      inline('amount', valueOf(texts, entry)),
      inline('kind', kindName(texts, entry.kind)),
      inline('when', fullTime(entry.at)),
      inline('from', side(texts, entry.fromAccount, entry.asset, from)),
      inline('to', side(texts, entry.toAccount, entry.asset, to)),
      inline('actor', /^\d{15,20}$/.test(entry.actor) ? mention(entry.actor) : t('economy.accounts.system')),
      ...(entry.note ? [{ name: t('economy.receipt.note'), value: plainText(entry.note).slice(0, 1_024) }] : []),
      { name: t('economy.receipt.cause'), value: causeName(texts, entry.opKey) },
    ],
    footer: { text: t('economy.receipt.hash', { hash: entry.hash.slice(0, HASH_SHOWN), previous: entry.prevHash.slice(0, HASH_SHOWN) }) },
  };
}
