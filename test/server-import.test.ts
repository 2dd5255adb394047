import { expect, it } from 'vitest';

it('the element can be imported on a server, where there is no page, and defines nothing there', async () => {
  expect(globalThis).not.toHaveProperty('window');
  const { ConnectWithAws } = await import('../widget/index.ts');
  expect(ConnectWithAws.formAssociated).toBe(true);
});
