import { Scale } from 'lucide-react';
import Markdown, { type Components } from 'react-markdown';
import { chineseEmphasis, safeAddress } from './markdown-text.js';
import style from './section-body.module.css';

const components: Components = {
  // The section's title is the page's second heading; its own headings stand below it.
  h1: 'h3',
  h2: 'h3',
  h3: 'h4',
  blockquote: ({ children }) => (
    <blockquote className={style['law']}>
      <Scale size={22} strokeWidth={1.75} aria-hidden />
      <div>{children}</div>
    </blockquote>
  ),
  a: ({ href, children }) => {
    const inside = href?.startsWith('#') || href?.startsWith('/');
    return href ? (
      <a href={href} {...(inside ? {} : { target: '_blank', rel: 'noreferrer' })}>
        {children}
      </a>
    ) : (
      <span>{children}</span>
    );
  },
  img: ({ src, alt }) => (src ? <img src={src} alt={alt ?? ''} loading="lazy" /> : null),
};

/** A section's Markdown. Raw HTML is shown as nothing; pictures come from this platform only. */
export function SectionBody({ body }: { body: string }) {
  return (
    <div className={style['body']}>
      <Markdown
        skipHtml
        components={components}
        urlTransform={(address, key) => safeAddress(address, key === 'src' ? 'image' : 'link')}
      >
        {chineseEmphasis(body)}
      </Markdown>
    </div>
  );
}
