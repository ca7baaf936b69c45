import '@mantine/notifications/styles.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { queryClient } from './app/query.ts';
import { router } from './app/router.tsx';
import { showPage } from './theme/Page.tsx';

const Notifications = lazy(async () => ({ default: (await import('@mantine/notifications')).Notifications }));

void showPage(
  <QueryClientProvider client={queryClient}>
    <Suspense><Notifications position="top-right" /></Suspense>
    <RouterProvider router={router} />
  </QueryClientProvider>,
);
