import { createHash } from 'node:crypto';

const STYLE =
  ':root{color-scheme:light dark}body{display:grid;place-content:center;min-height:90vh;max-width:44rem;margin:0 auto;padding:1rem;font:16px/1.6 system-ui,sans-serif}h1{font-size:1.25rem}section+section{margin-top:1rem}';

const WORDS = {
  en: {
    title: 'Not from this network',
    what: 'Your organisation does not allow access from this network.',
    next: 'Use a network of your organisation, or ask your administrator. This is your address:'
  },
  ja: {
    title: 'このネットワークからは利用できません',
    what: 'ご所属の組織は、このネットワークからの利用を許可していません。',
    next: '組織のネットワークから利用するか、管理者にお問い合わせください。お使いのアドレス:'
  }
} as const;

const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/**
 * What somebody sees who is signed in and comes from outside of the tenant's networks: both languages, the browser's own first, no script.
 *
 * @param address canonical, so that it holds no character of HTML
 */
export function outsidePage(acceptLanguage: string | null, address: string): Response {
  const first = /^\s*ja\b/i.test(acceptLanguage ?? '') ? 'ja' : 'en';
  const order = first === 'ja' ? (['ja', 'en'] as const) : (['en', 'ja'] as const);
  const sections = order.map((lang, at) => {
    const { title, what, next } = WORDS[lang];
    const heading = at === 0 ? 'h1' : 'h2';
    return `<section lang="${lang}"><${heading}>${title}</${heading}><p>${what}</p><p>${next} <code>${address}</code></p></section>`;
  });
  const html = `<!doctype html><html lang="${first}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${WORDS[first].title}</title><style>${STYLE}</style></head><body><main>${sections.join('')}</main></body></html>`;
  return new Response(html, {
    status: 403,
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store', 'Content-Security-Policy': POLICY }
  });
}
