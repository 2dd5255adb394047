import type { Plugin } from 'vite';

/** Takes the indentation out of `html`, `svg` and `css` templates, and what a style sheet can do without. */
export function compactTemplates(): Plugin {
  return {
    name: 'compact-templates',
    transform(code, id) {
      if (!/\/widget\/[^?]*\.ts$/.test(id)) return null;
      // A line's end stays where it is, so this is as safe in code as it is in a template.
      return { code: code.replace(/(?<=css`)[^`]*(?=`)/g, compactStyles).replace(/\n\s+/g, '\n'), map: null };
    },
  };
}

function compactStyles(styles: string): string {
  return styles
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,>]) ?/g, '$1')
    .replace(/(?<=[a-z-]): /g, ':')
    .replace(/;\}/g, '}');
}
