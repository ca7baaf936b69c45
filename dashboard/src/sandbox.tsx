import { App } from './sandbox/App.tsx';
import { showPage } from './theme/Page.tsx';

void showPage(<App />, 'sandbox', 'discord');
