import { durationWords } from '../duration-words.ts';

const dateForm = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});

/** A moment to come, as a person says it: "in 6 days, on 29 November at 14:05 UTC". */
export function untilWords(at: number, now: number): string {
  return `in ${durationWords((at - now) / 1000)}, on ${momentWords(at)}`;
}

/** A moment by itself: "29 November at 14:05 UTC". */
export function momentWords(at: number): string {
  return `${dateForm.format(at)} UTC`;
}
