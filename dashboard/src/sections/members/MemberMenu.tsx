import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconEqual, IconListDetails, IconMinus, IconPlus, IconShieldCheck, IconUserCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { showDone } from '../../app/notify.tsx';
import { useMay } from '../../ui/rights.ts';
import { useServer } from '../../ui/server.ts';
import { UsedMenu, type Button } from '../../ui/UsedMenu.tsx';
import { BalanceDialog, type Way } from './BalanceDialog.tsx';
import { useReactivate, type State } from './members.ts';

interface MemberMenuProps {
  member: { user_id: string; name: string | null; balance: number; state: State };
}

/** What can be done with a member: a button until it is used. */
export function MemberMenu({ member }: MemberMenuProps): ReactNode {
  const { t } = useTranslation('members');
  const [used, setUsed] = useState(false);
  const button = (
    <ActionIcon variant="subtle" color="gray" aria-label={t('actsOf', { name: member.name ?? member.user_id })} aria-haspopup="menu" onClick={() => setUsed(true)}><IconDots size={18} /></ActionIcon>
  );
  return used ? <Acts member={member} button={button} /> : button;
}

function Acts({ member, button }: MemberMenuProps & { button: Button }): ReactNode {
  const { t } = useTranslation('members');
  const server = useServer();
  const may = useMay();
  const [way, setWay] = useState<Way | null>(null);
  const reactivate = useReactivate();
  const { user_id: id, state } = member;
  const name = member.name ?? id;
  return (
    <>
      <UsedMenu button={button}>
        {state === 'erased' ? null : (
          <>
            <Menu.Item leftSection={<IconPlus size={16} />} onClick={() => setWay('add')}>{t('act.add')}</Menu.Item>
            <Menu.Item leftSection={<IconMinus size={16} />} onClick={() => setWay('take')}>{t('act.take')}</Menu.Item>
            <Menu.Item leftSection={<IconEqual size={16} />} onClick={() => setWay('set')}>{t('act.set')}</Menu.Item>
            <Menu.Divider />
          </>
        )}
        {may('moderator') ? (
          <>
            <Menu.Item leftSection={<IconListDetails size={16} />} component={Link} to={`/s/${server}/transactions`} search={{ user: id } as never /* as in ui/search.ts */}>{t('transactions')}</Menu.Item>
            <Menu.Item leftSection={<IconShieldCheck size={16} />} component={Link} to={`/s/${server}/transactions`} search={{ user: id, validate: '1' } as never /* as in ui/search.ts */}>{t('validate')}</Menu.Item>
          </>
        ) : null}
        {may('moderator') && (state === 'inactive' || state === 'left') ? (
          <Menu.Item leftSection={<IconUserCheck size={16} />} onClick={() => reactivate.mutate(id, { onSuccess: () => showDone(t('reactivated', { name })) })}>{t('reactivate')}</Menu.Item>
        ) : null}
      </UsedMenu>
      {way === null ? null : <BalanceDialog member={member} way={way} close={() => setWay(null)} />}
    </>
  );
}
