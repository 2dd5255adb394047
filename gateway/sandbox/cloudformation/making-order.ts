import { AwsError } from '../aws-error.ts';
import type { Template } from './template.ts';

/** The template's resources, each after those it depends on. Throws ValidationError for a circle. */
export function makingOrder({ Resources }: Template): string[] {
  const done: string[] = [];
  const visit = (name: string, path: string[]): void => {
    if (done.includes(name)) return;
    if (path.includes(name))
      throw new AwsError('ValidationError', `Circular dependency between resources: [${path}]`);
    const { Properties, DependsOn = [] } = Resources[name] ?? { Properties: {} };
    const needed = [...DependsOn, ...namesIn(Properties)].filter((one) => Object.hasOwn(Resources, one));
    for (const one of needed) visit(one, [...path, name]);
    done.push(name);
  };
  for (const name of Object.keys(Resources)) visit(name, []);
  return done;
}

/** Every name that functions in a value refer to, parameters included. */
function namesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(namesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => [...referred(key, part), ...namesIn(part)]);
}

function referred(key: string, part: unknown): string[] {
  if (key === 'Ref') return [String(part)];
  if (key === 'Fn::GetAtt') return [String(part).split(/[.,]/)[0] ?? ''];
  if (key !== 'Fn::Sub') return [];
  const text = String(Array.isArray(part) ? part[0] : part);
  return [...text.matchAll(/\$\{([^!}.]+)[^}]*\}/g)].map((match) => match[1] ?? '');
}
