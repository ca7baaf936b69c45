import { Image, Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** An item's emoji: one of the keyboard, or a server's own as a picture of Discord. */
export function Emoji({ emoji }: { emoji: string }): ReactNode {
  const own = /^<(a?):\w+:(\d+)>$/.exec(emoji);
  if (own) return <Image src={`https://cdn.discordapp.com/emojis/${own[2]}.${own[1] === 'a' ? 'gif' : 'png'}?size=32`} alt="" w={22} h={22} />;
  return <Text span fz="xl" lh={1} aria-hidden w={26} ta="center">{emoji}</Text>;
}
