import type { CSSProperties, ReactNode } from 'react';
import { colorText } from './color.ts';
import { COLUMNS, fieldSpans } from './field-spans.ts';
import { Markdown, MarkdownLine } from './markdown/Markdown.tsx';
import { Picture } from './media.tsx';
import type { RawEmbed } from './raw.ts';
import { useSurroundings } from './surroundings.ts';

function Linked({ url, children }: { url: string | undefined; children: ReactNode }): ReactNode {
  return url === undefined ? children : <a href={url} target="_blank" rel="noreferrer noopener">{children}</a>;
}

function Fields({ fields }: { fields: NonNullable<RawEmbed['fields']> }): ReactNode {
  const spans = fieldSpans(fields);
  // React's type of a style knows no custom properties.
  return (
    <div className="dc-fields">
      {fields.map((field, index) => (
        <div key={index} className={field.inline ? 'dc-field dc-field-inline' : 'dc-field'} style={{ '--dc-span': spans[index] ?? COLUMNS } as CSSProperties}>
          <div className="dc-field-name"><MarkdownLine text={field.name} /></div>
          <div className="dc-field-value"><Markdown text={field.value} /></div>
        </div>
      ))}
    </div>
  );
}

function Footer({ embed }: { embed: RawEmbed }): ReactNode {
  const { locale } = useSurroundings();
  if (embed.footer === undefined && embed.timestamp === undefined) return null;
  const time = embed.timestamp === undefined ? undefined
    : new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short' }).format(new Date(embed.timestamp));
  return (
    <div className="dc-footer">
      {embed.footer?.icon_url === undefined ? null : <Picture className="dc-icon" url={embed.footer.icon_url} />}
      {[embed.footer?.text, time].filter(Boolean).join(' • ')}
    </div>
  );
}

/** An embed with all its parts. */
export function Embed({ embed }: { embed: RawEmbed }): ReactNode {
  const { author, title, description, fields, image, thumbnail } = embed;
  const style = embed.color === undefined ? {} : { borderInlineStartColor: colorText(embed.color) };
  return (
    <article className="dc-embed" style={style}>
      <div className="dc-embed-body">
        <div className="dc-embed-main">
          {author === undefined ? null : (
            <div className="dc-author">
              {author.icon_url === undefined ? null : <Picture className="dc-icon" url={author.icon_url} />}
              <Linked url={author.url}>{author.name}</Linked>
            </div>
          )}
          {title === undefined ? null : <div className="dc-title"><Linked url={embed.url}><MarkdownLine text={title} /></Linked></div>}
          {description === undefined ? null : <div className="dc-description"><Markdown text={description} /></div>}
          {fields === undefined || fields.length === 0 ? null : <Fields fields={fields} />}
        </div>
        {thumbnail === undefined ? null : <Picture className="dc-thumbnail" url={thumbnail.url} />}
      </div>
      {image === undefined ? null : <Picture className="dc-image" url={image.url} description={title} />}
      <Footer embed={embed} />
    </article>
  );
}
