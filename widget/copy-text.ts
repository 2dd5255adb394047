/** Puts the text into the clipboard; `failed` where the page may not. */
export async function copyText(text: string): Promise<'yes' | 'failed'> {
  try {
    await navigator.clipboard.writeText(text);
    return 'yes';
  } catch {
    return 'failed';
  }
}
