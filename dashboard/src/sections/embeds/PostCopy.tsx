import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { showDone } from '../../app/notify.tsx';
import { PostDialog } from '../../ui/PostDialog.tsx';
import { usePostCopy, type Template } from './embeds.ts';

/** Asks for a channel and posts a copy there. */
export function PostCopy({ template: { id, name }, close }: { template: Pick<Template, 'id' | 'name'>; close: () => void }): ReactNode {
  const { t } = useTranslation('embeds');
  const post = usePostCopy();
  return (
    <PostDialog
      title={t('postTitle', { name })} text={t('postText')} usual={null} busy={post.isPending} close={close}
      post={(channel) => post.mutate({ id, channel }, { onSuccess: () => { showDone(t('postedNow')); close(); } })}
    />
  );
}
