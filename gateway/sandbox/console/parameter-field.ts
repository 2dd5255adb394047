import type { Template } from '../cloudformation/template.ts';
import { html, type Html } from './html.ts';

/** How the names of the fields begin that hold a template's parameters. */
const PREFIX = 'param_';

/** A field for one parameter of a template, which shows nobody what is hidden. */
export function parameterField(name: string, row: Template['Parameters'][string], value = ''): Html {
  const id = `${PREFIX}${name}`;
  return html`<label for="${id}">${name} ${row.Description && html`<span>${row.Description}</span>`}</label>
    <input
      type="${isHidden(row) ? 'password' : 'text'}"
      id="${id}"
      name="${id}"
      value="${value}"
      autocomplete="off"
    />`;
}

/** Whether CloudFormation shows this parameter to nobody (NoEcho). */
export function isHidden({ NoEcho }: Template['Parameters'][string]): boolean {
  return String(NoEcho) === 'true';
}

/** What the fields of a form, or the query of a quick-create link, say of parameters, by name. */
export function parametersIn(fields: URLSearchParams): Record<string, string> {
  const given = [...fields].filter(([name]) => name.startsWith(PREFIX));
  return Object.fromEntries(given.map(([name, value]) => [name.slice(PREFIX.length), value]));
}
