import { createTheme } from '@mantine/core';
import type { CSSVariablesResolver } from '@mantine/core';

/** The look of both pages. Shade 8 and automatic contrast keep filled controls readable in both schemes. */
export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: 8,
  autoContrast: true,
  cursorType: 'pointer',
  respectReducedMotion: true,
  defaultRadius: 'md',
  components: {
    // The head of a dialog would count as another head of the page.
    ModalHeader: { defaultProps: { role: 'none' } }, DrawerHeader: { defaultProps: { role: 'none' } },
    // What opens over a page belongs to its main part for those who go by landmarks.
    Popover: { defaultProps: { portalProps: { target: 'main' } } },
    // An empty element that takes the focus is no item of a menu: the first item takes it.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    // Under a title its text is of a grey that fails the contrast of WCAG AA.
    Notification: { styles: { description: { color: 'var(--mantine-color-dimmed)' } } },
  },
});

/** Mantine's own dimmed, placeholder and error colours, and the text of three light badges, fail the contrast of WCAG AA. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#5c636a', '--mantine-color-placeholder': '#62686f', '--mantine-color-error': '#c01f1f', '--mantine-color-anchor': '#364fc7',
    '--mantine-color-teal-light-color': '#066649', '--mantine-color-green-light-color': '#1d6a2e', '--mantine-color-orange-light-color': '#9c3408',
  },
  dark: { '--mantine-color-dimmed': '#a6acb3', '--mantine-color-placeholder': '#a0a6ad', '--mantine-color-error': '#ff8f8f', '--mantine-color-anchor': '#91a7ff' },
});
