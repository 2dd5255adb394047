/** A piece of markup that is safe to put into a page. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

/** What may stand in a template: text is escaped, false and undefined are nothing. */
export type HtmlPart = Html | string | number | false | undefined | HtmlPart[];

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Markup with every inserted text escaped. */
export function html(strings: TemplateStringsArray, ...parts: HtmlPart[]): Html {
  return new Html(strings.map((text, i) => (i === 0 ? '' : render(parts[i - 1])) + text).join(''));
}

function render(part: HtmlPart): string {
  if (part instanceof Html) return part.markup;
  if (Array.isArray(part)) return part.map(render).join('');
  if (part === false || part === undefined) return '';
  return String(part).replace(/[&<>"']/g, (c) => entities[c] ?? c);
}
