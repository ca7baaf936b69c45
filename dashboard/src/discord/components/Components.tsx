import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { colorText } from '../color.ts';
import { Markdown } from '../markdown/Markdown.tsx';
import { FileCard, Picture } from '../media.tsx';
import { TYPE } from '../raw.ts';
import type { RawComponent } from '../raw.ts';
import { MessageButton } from './Button.tsx';
import { MessageSelect } from './MessageSelect.tsx';

/** Hides what is below until the reader wants to see it. */
function Veil({ on, children }: { on: boolean | undefined; children: ReactNode }): ReactNode {
  const { t } = useTranslation('discord');
  const [shown, setShown] = useState(false);
  if (on !== true || shown) return children;
  return (
    <div className="dc-veil">
      <div className="dc-veiled" inert>{children}</div>
      <button type="button" className="dc-veil-button" onClick={() => setShown(true)}>{t('spoiler')}</button>
    </div>
  );
}

function Container({ container }: { container: RawComponent }): ReactNode {
  const { accent_color: accent } = container;
  const style = accent === undefined || accent === null ? {} : { borderInlineStartColor: colorText(accent), borderInlineStartWidth: 4 };
  return <Veil on={container.spoiler}><div className="dc-container" style={style}><Components list={container.components ?? []} /></div></Veil>;
}

function Section({ section }: { section: RawComponent }): ReactNode {
  return (
    <div className="dc-section">
      <div className="dc-section-text"><Components list={section.components ?? []} /></div>
      {section.accessory === undefined ? null : <Components list={[section.accessory]} />}
    </div>
  );
}

function Gallery({ gallery }: { gallery: RawComponent }): ReactNode {
  return (
    <div className="dc-gallery">
      {(gallery.items ?? []).map((item, index) => (
        <Veil key={index} on={item.spoiler}><Picture className="dc-gallery-item" url={item.media.url} description={item.description} /></Veil>
      ))}
    </div>
  );
}

function FileComponent({ component }: { component: RawComponent }): ReactNode {
  const url = component.file?.url ?? '';
  const name = component.name ?? url.replace(/^attachment:\/\//, '').split('/').at(-1) ?? url;
  return <Veil on={component.spoiler}><FileCard name={name} size={component.size} url={url} /></Veil>;
}

function Separator({ separator }: { separator: RawComponent }): ReactNode {
  const space = separator.spacing === 2 ? 'dc-separator-large' : 'dc-separator';
  return separator.divider === false ? <div className={space} /> : <hr className={space} />;
}

function draw(component: RawComponent): ReactNode {
  switch (component.type) {
    case TYPE.row: return <div className="dc-row"><Components list={component.components ?? []} /></div>;
    case TYPE.button: return <MessageButton button={component} />;
    case TYPE.section: return <Section section={component} />;
    case TYPE.text: return <div className="dc-text"><Markdown text={component.content ?? ''} /></div>;
    case TYPE.thumbnail:
      return <Veil on={component.spoiler}><Picture className="dc-thumbnail" url={component.media?.url ?? ''} description={component.description} /></Veil>;
    case TYPE.gallery: return <Gallery gallery={component} />;
    case TYPE.file: return <FileComponent component={component} />;
    case TYPE.separator: return <Separator separator={component} />;
    case TYPE.container: return <Container container={component} />;
    case TYPE.stringSelect: case TYPE.userSelect: case TYPE.roleSelect: case TYPE.mentionableSelect: case TYPE.channelSelect:
      return <MessageSelect select={component} />;
    default: return <Unknown type={component.type} />;
  }
}

function Unknown({ type }: { type: number }): ReactNode {
  const { t } = useTranslation('discord');
  return <div className="dc-subtext">{t('unknownComponent', { type })}</div>;
}

/** The components of a message, legacy rows and Components V2 alike. */
export function Components({ list }: { list: RawComponent[] }): ReactNode {
  // Discord numbers the components of a message; a draft has none yet.
  return list.map((component, index) => <Slot key={component.id ?? `at-${index}`} component={component} />);
}

function Slot({ component }: { component: RawComponent }): ReactNode {
  return draw(component);
}
