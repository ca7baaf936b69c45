import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, ApiFailure, idempotencyKey, ifMatch } from '../../api.ts';
import { showDone } from '../../app/notify.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { FormDrawer } from '../../ui/FormDrawer.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { useRecordForm, type Read } from '../../ui/record-form.ts';
import { useServer } from '../../ui/server.ts';
import { ItemFields } from './ItemFields.tsx';
import { changeOf, NEW_ITEM, newItemOf, valuesOf, type ItemValues } from './item-values.ts';
import { useItem, useShopAgain, type Item } from './items.ts';

interface DrawerProps {
  close: () => void;
}

/** The form of an item that is there. */
export function EditItem({ id, close }: DrawerProps & { id: string }): ReactNode {
  const { t } = useTranslation('shop');
  const { data, error, refetch } = useItem(id);
  if (data) return <ItemForm item={data.body} read={{ values: valuesOf(data.body), etag: data.etag }} close={close} />;
  return (
    <FormDrawer title={t('item')} dirty={false} saving={false} close={close} error={null}>
      {error ? <ErrorNotice error={error} retry={() => void refetch()} /> : <Loading rows={8} />}
    </FormDrawer>
  );
}

/** The form of a new item. */
export function AddItem({ close }: DrawerProps): ReactNode {
  return <ItemForm item={null} read={{ values: NEW_ITEM, etag: '' }} close={close} />;
}

function ItemForm({ item, read, close }: DrawerProps & { item: Item | null; read: Read<ItemValues> }): ReactNode {
  const { t } = useTranslation(['shop', 'records']);
  const server = useServer();
  const again = useShopAgain();
  const { form, etag, changed, dirty, overtaken, refuse } = useRecordForm(read, {
    name: (name) => (name.trim() === '' ? t('records:required') : null),
    price: (price) => (price === '' ? t('records:required') : null),
  });
  const save = useMutation({
    meta: { quiet: true },
    mutationFn: () => (item === null
      ? answer(api[':server_id'].shop.$post({ param: { server_id: server }, json: newItemOf(form.getValues()) }, { headers: idempotencyKey() }))
      : answer(api[':server_id'].shop[':item_id'].$put({ param: { server_id: server, item_id: String(item.id) }, json: changeOf(changed()) }, { headers: ifMatch(etag) }))),
    onError: (error) => {
      refuse(error);
      if (error instanceof ApiFailure && error.status === 412) void again();
    },
    onSuccess: ({ name }) => {
      showDone(t(item === null ? 'made' : 'savedItem', { name }));
      void again();
    },
  });
  const submit = async (): Promise<boolean> => {
    if (form.validate().hasErrors) return false;
    if (!dirty) return true;
    // The outcome is on the mutation, where the form shows it.
    return save.mutateAsync().then(() => true, () => false);
  };
  return (
    <FormDrawer
      title={item === null ? t('newItem') : t('editItem', { name: item.name })} dirty={dirty} saving={save.isPending} save={submit} close={close}
      error={save.error} overtaken={overtaken} {...(item === null ? { saveLabel: t('make') } : {})}
    >
      <ItemFields form={form} item={item} />
    </FormDrawer>
  );
}
