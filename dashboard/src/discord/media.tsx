import { IconFile, IconPhotoOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RawAttachment } from './raw.ts';
import { useSurroundings } from './surroundings.ts';

interface PictureProps {
  url: string;
  description?: string | null | undefined;
  className: string;
}

/** A picture, or its address where it must not be loaded: the page asks no other host for anything. */
export function Picture({ url, description, className }: PictureProps): ReactNode {
  const { t } = useTranslation('discord');
  const { media } = useSurroundings();
  const source = media(url);
  if (source !== null) return <img className={className} src={source} alt={description ?? ''} loading="lazy" />;
  return (
    <span className={`${className} dc-no-picture`} title={url}>
      <IconPhotoOff size={18} aria-hidden="true" /> <span>{description ?? t('pictureElsewhere')}</span>
    </span>
  );
}

/** A size in bytes as people read it. */
export function sizeText(bytes: number, locale: string): string {
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1_000, 'kilobyte'] : [bytes / 1_000_000, 'megabyte'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 }).format(value);
}

/** A file with its name, size and a way to open it. */
export function FileCard({ name, size, url }: { name: string; size?: number | undefined; url: string }): ReactNode {
  const { media, locale } = useSurroundings();
  const source = media(url);
  return (
    <span className="dc-file">
      <IconFile size={28} aria-hidden="true" />
      <span>
        {source === null ? name : <a href={source} target="_blank" rel="noreferrer">{name}</a>}
        {size === undefined ? null : <span className="dc-subtext">{sizeText(size, locale)}</span>}
      </span>
    </span>
  );
}

/** The files of a message: pictures as pictures, all others as cards. */
export function Attachments({ files }: { files: RawAttachment[] }): ReactNode {
  return (
    <div className="dc-attachments">
      {files.map((file) => (file.content_type?.startsWith('image/')
        ? <Picture key={file.id} className="dc-attachment" url={file.url} description={file.description ?? file.filename} />
        : <FileCard key={file.id} name={file.filename} size={file.size} url={file.url} />))}
    </div>
  );
}
