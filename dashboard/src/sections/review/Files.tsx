import { Anchor, Group, Image, SimpleGrid, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Proof } from './queue.ts';

type File = Proof['files'][number];

/** Types that the API lets a page show in place. */
const PICTURES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'];

/** The files of a proof: pictures to look at, everything else to save. */
export function Files({ files }: { files: File[] }): ReactNode {
  const pictures = files.filter(({ type }) => PICTURES.includes(type));
  const others = files.filter(({ type }) => !PICTURES.includes(type));
  return (
    <>
      {pictures.length > 0 ? <SimpleGrid cols={pictures.length > 1 ? { base: 1, lg: 2 } : 1}>{pictures.map((file) => <Picture key={file.url} file={file} />)}</SimpleGrid> : null}
      {others.map((file) => <Download key={file.url} file={file} />)}
    </>
  );
}

function Picture({ file }: { file: File }): ReactNode {
  const { t } = useTranslation('review');
  const [failed, setFailed] = useState(false);
  if (failed) return <Download file={file} />;
  return (
    <Anchor href={file.url} target="_blank" rel="noopener" title={t('openFile', { name: file.name })}>
      <Image src={file.url} alt={file.name} w="auto" maw="100%" mah="60vh" mx="auto" fit="contain" radius="sm" onError={() => setFailed(true)} />
    </Anchor>
  );
}

function Download({ file: { name, size, url } }: { file: File }): ReactNode {
  const { i18n } = useTranslation();
  const kilobytes = new Intl.NumberFormat(i18n.resolvedLanguage ?? 'en', { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 0 }).format(Math.max(1, size / 1_000));
  return (
    <Group gap="xs" wrap="nowrap">
      <IconDownload size={16} aria-hidden />
      <Anchor href={url} download={name} style={{ overflowWrap: 'anywhere' }}>{name}</Anchor>
      <Text size="sm" c="dimmed">{kilobytes}</Text>
    </Group>
  );
}
