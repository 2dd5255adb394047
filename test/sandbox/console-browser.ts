/** A browser without JavaScript: it keeps a cookie, reads pages and posts their forms. */
export function browserAt(origin: () => string) {
  let cookie = '';
  let page = '';
  const load = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const answer = await fetch(new URL(path, origin()), {
      ...init,
      redirect: 'manual',
      headers: { cookie, ...init.headers },
    });
    cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    const next = answer.headers.get('location');
    if (next) return load(next);
    page = await answer.text();
    return new Response(page, { status: answer.status, headers: answer.headers });
  };
  const hidden = (name: string) =>
    (new RegExp(`name="${name}"\\s+value="([^"]*)"`).exec(page)?.[1] ?? '').replaceAll('&amp;', '&');
  const post = (path: string, fields: Record<string, string>) =>
    load(path, { method: 'POST', body: new URLSearchParams({ csrf: hidden('csrf'), ...fields }) });
  return {
    load,
    post,
    hidden,
    text: () => page,
    buttons: () => [...page.matchAll(/data-action="([\w-]+)"/g)].map((match) => match[1]),
    cookie: () => cookie,
    signIn: async (path: string, principal: string) => {
      await load(path);
      return post('/console/sign-in', { principal, return: hidden('return') });
    },
  };
}
