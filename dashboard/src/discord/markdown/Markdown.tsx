import { Fragment, memo, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSurroundings } from '../surroundings.ts';
import { useNow } from '../use-now.ts';
import { parseInline } from './inline.ts';
import type { Block, Inline } from './nodes.ts';
import { parseMarkdown } from './parse.ts';
import { timestampText } from './timestamp.ts';

function Spoiler({ children }: { children: ReactNode }): ReactNode {
  const { t } = useTranslation('discord');
  const [shown, setShown] = useState(false);
  if (shown) return <span className="dc-spoiler dc-spoiler-shown">{children}</span>;
  return (
    <button type="button" className="dc-spoiler" aria-label={t('spoiler')} onClick={() => setShown(true)}>
      <span aria-hidden="true">{children}</span>
    </button>
  );
}

function Time({ seconds, style }: { seconds: number; style: string }): ReactNode {
  const { locale } = useSurroundings();
  const now = useNow();
  return <time className="dc-time" title={timestampText(seconds, 'F', locale, now)}>{timestampText(seconds, style, locale, now)}</time>;
}

function Mention({ node }: { node: Extract<Inline, { id: string }> }): ReactNode {
  const { users, roles, channels } = useSurroundings();
  switch (node.kind) {
    case 'user': return <span className="dc-mention">@{users.get(node.id)?.name ?? node.id}</span>;
    case 'channel': return <span className="dc-mention">#{channels.get(node.id)?.name ?? node.id}</span>;
    case 'command': return <span className="dc-mention">/{node.name}</span>;
    case 'emoji': return <span className="dc-emoji" title={`:${node.name}:`}>:{node.name}:</span>;
    case 'role': return <span className="dc-mention">@{roles.get(node.id)?.name.replace(/^@/, '') ?? node.id}</span>;
  }
}

function inlineNode(node: Inline): ReactNode {
  switch (node.kind) {
    case 'text': return node.text;
    case 'bold': return <strong>{inlineNodes(node.children)}</strong>;
    case 'italic': return <em>{inlineNodes(node.children)}</em>;
    case 'underline': return <u>{inlineNodes(node.children)}</u>;
    case 'strike': return <s>{inlineNodes(node.children)}</s>;
    case 'spoiler': return <Spoiler>{inlineNodes(node.children)}</Spoiler>;
    case 'code': return <code className="dc-code">{node.text}</code>;
    case 'link': return <a href={node.url} target="_blank" rel="noreferrer noopener">{inlineNodes(node.children)}</a>;
    case 'everyone': return <span className="dc-mention">{node.text}</span>;
    case 'time': return <Time seconds={node.seconds} style={node.style} />;
    default: return <Mention node={node} />;
  }
}

function inlineNodes(nodes: Inline[]): ReactNode {
  // Parts of one text never move among each other: their place is their key.
  return nodes.map((node, index) => <Fragment key={index}>{inlineNode(node)}</Fragment>);
}

function listBlock(block: Extract<Block, { kind: 'list' }>): ReactNode {
  const items = block.items.map((item, index) => <li key={index}>{blockNodes(item)}</li>);
  return block.ordered ? <ol className="dc-list" start={block.start}>{items}</ol> : <ul className="dc-list">{items}</ul>;
}

function blockNode(block: Block): ReactNode {
  switch (block.kind) {
    case 'paragraph': return <div className="dc-line">{inlineNodes(block.children)}</div>;
    case 'subtext': return <div className="dc-subtext">{inlineNodes(block.children)}</div>;
    // Not a heading of the page: a message must not change the page's outline.
    case 'heading': return <div className={`dc-heading dc-heading-${block.level}`}>{inlineNodes(block.children)}</div>;
    case 'quote': return <blockquote className="dc-quote">{blockNodes(block.children)}</blockquote>;
    case 'code': return <pre className="dc-pre" tabIndex={0}><code>{block.text}</code></pre>;
    case 'list': return listBlock(block);
  }
}

function blockNodes(blocks: Block[]): ReactNode {
  return blocks.map((block, index) => <Fragment key={index}>{blockNode(block)}</Fragment>);
}

/** A text in Discord's Markdown. */
export const Markdown = memo(function Markdown({ text }: { text: string }): ReactNode {
  const blocks = useMemo(() => parseMarkdown(text), [text]);
  return blockNodes(blocks);
});

/** The same within one line, as in an embed's title or a field's name. */
export const MarkdownLine = memo(function MarkdownLine({ text }: { text: string }): ReactNode {
  const nodes = useMemo(() => parseInline(text), [text]);
  return inlineNodes(nodes);
});
