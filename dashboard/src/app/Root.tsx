import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense, type ReactNode } from 'react';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Loading } from '../ui/Loading.tsx';
import { useMe } from './session.ts';

const SignIn = lazy(() => import('./SignIn.tsx'));

/** Whoever is not signed in sees the sign-in in place of the page, and the page afterwards. */
export function Root(): ReactNode {
  const { data: me, isPending, error, refetch } = useMe();
  if (isPending) return <Loading />;
  if (error) return <ErrorNotice error={error} retry={() => void refetch()} />;
  return me === null ? <Suspense fallback={<Loading />}><SignIn /></Suspense> : <Outlet />;
}
