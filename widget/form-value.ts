import { labels } from './labels.ts';

/** What a form sees of the element. */
export interface FormValue {
  /** An empty value is missing where it is required; `anchor` is where the browser says so. */
  set(value: string, isRequired: boolean, anchor: HTMLElement | null): void;
}

/** Keeps a form's value and validity; tells the form only of changes. */
export function createFormValue(internals: ElementInternals): FormValue {
  return {
    set(value, isRequired, anchor) {
      internals.setFormValue(value || null);
      if (isRequired && !value)
        internals.setValidity({ valueMissing: true }, labels.required, anchor ?? undefined);
      else internals.setValidity({});
    },
  };
}
