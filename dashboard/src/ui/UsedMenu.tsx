import { Menu } from '@mantine/core';
import { cloneElement, useEffect, useRef, useState, type ReactElement, type ReactNode, type Ref } from 'react';

export type Button = ReactElement<{ ref?: Ref<HTMLButtonElement> }>;

/**
 * A menu that is drawn because its button was used: it opens at once, and the focus comes back to the button. A list of
 * fifty rows has fifty buttons and one menu.
 */
export function UsedMenu({ button, children }: { button: Button; children: ReactNode }): ReactNode {
  const target = useRef<HTMLButtonElement>(null);
  const [opened, setOpened] = useState(false);
  useEffect(() => {
    target.current?.focus();
    setOpened(true);
  }, []);
  return (
    <Menu position="bottom-end" opened={opened} onChange={setOpened}>
      <Menu.Target>{cloneElement(button, { ref: target })}</Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}
