import { Notifications } from '@mantine/notifications';
import '@mantine/notifications/styles.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { queryClient } from './app/query.ts';
import { router } from './app/router.tsx';
import { showPage } from './theme/Page.tsx';

void showPage(
  <QueryClientProvider client={queryClient}>
    <Notifications position="top-right" />
    <RouterProvider router={router} />
  </QueryClientProvider>,
);
