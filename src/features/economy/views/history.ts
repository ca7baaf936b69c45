import type { APIEmbed } from 'discord-api-types/v10';
import { mention, relativeTime } from '../../../kernel/markdown.ts';
import type { Texts } from '../../../i18n/texts.ts';
import { accountUser, memberAccount } from '../../../ledger/accounts.ts';
import type { HistoryRow } from '../history.ts';
import { kindName, valueOf } from '../kinds.ts';
import { SLATE } from './colors.ts';

/** Who stands behind an account: a member's mention, or the name of a system account. */
export function accountName({ t }: Texts, account: string): string {
  const user = accountUser(account);
  return user === undefined ? t(`economy.accounts.${account.replace('@', '')}`) : mention(user);
}

/** One entry as the member of `user` sees it: sign, kind, counterpart, balance after. */
export function historyLine(texts: Texts, user: string, row: HistoryRow): string {
  const own = memberAccount(user);
  const came = row.to === own;
  return texts.t(came ? 'economy.history.line_in' : 'economy.history.line_out', {
    seq: row.seq, amount: valueOf(texts, row), kind: kindName(texts, row.kind), when: relativeTime(row.at),
    other: accountName(texts, came ? row.from : row.to),
    balance: valueOf(texts, { asset: row.asset, amount: came ? row.toAfter : row.fromAfter }),
  });
}

/** A page of a history. */
export function historyEmbed(texts: Texts, about: { user: string; kind: string; since: number }, rows: HistoryRow[]): APIEmbed {
  const { t } = texts;
  const scope = [
    mention(about.user),
    ...(about.kind ? [kindName(texts, about.kind)] : []),
    ...(about.since > 0 ? [t('economy.history.since', { when: relativeTime(about.since) })] : []),
  ].join(' · ');
  const lines = rows.map((row) => historyLine(texts, about.user, row));
  return {
    title: t('economy.history.title'),
    description: `${scope}\n\n${lines.length > 0 ? lines.join('\n') : t('economy.history.empty')}`,
    color: SLATE,
  };
}
