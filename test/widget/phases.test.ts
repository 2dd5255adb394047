import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { describe, it } from 'vitest';
import { samplePhases } from '../../stories/sample-grant.ts';
import { pick } from '../../stories/sample-paths.ts';
import { stagedElement } from '../../stories/staged-element.ts';
import { phaseWords } from '../../widget/messages.ts';
import type { Phase } from '../../widget/phase.ts';
import { shows, textOf } from './scene.ts';

const phases: Phase[] = ['idle', 'choosing', 'opening', ...samplePhases];

describe.each(['light', 'dark'])('in %s', (theme) => {
  describe.each(['ltr', 'rtl'])('and %s', (direction) => {
    it.each(phases)('%s has no accessibility finding and no style attribute', async (phase) => {
      const staged = stagedElement({ phase, attributes: { theme } });
      const ground = theme === 'light' ? 'background: #fff' : 'background: #0d0f13';
      await fixture(html`<main dir=${direction} style=${ground}>${staged}</main>`);
      await shows(staged, phase);
      await expect(staged).to.be.accessible();
      expect(staged.shadowRoot?.querySelectorAll('[style]').length).to.equal(0);
    });
  });
});

it.each(phases)('%s is told by :state(), by the attribute and by a live region', async (phase) => {
  const staged = stagedElement({ phase });
  await fixture(html`${staged}`);
  await shows(staged, phase);
  expect(staged.matches(`:state(${phase})`)).to.equal(true);
  expect(staged.getAttribute('phase')).to.equal(phase);
  const said = staged.shadowRoot?.querySelector('[role=status]')?.textContent ?? '';
  if (phase === 'idle') expect(said).to.equal('');
  else expect(said).to.contain(staged.shadowRoot?.querySelector('h2')?.textContent);
});

it('gives every phase a heading of at most six words', () => {
  const times = {
    span: () => '4 hours',
    at: () => 'at 14:05',
    clock: () => '14:05',
    until: () => 'in 6 days',
  };
  const facts = {
    partner: 'Acme',
    grant: null,
    failure: null,
    handOff: null,
    account: '··47',
    times,
    now: 0,
  };
  for (const [phase, { heading, body }] of Object.entries(phaseWords)) {
    expect(heading(facts).split(' ').length, phase).to.be.at.most(6);
    expect(body(facts), phase).to.match(/\.$/);
  }
});

it('keeps a phase usable while the gateway is out of reach', async () => {
  const staged = stagedElement({ phase: 'awaiting-admin', isOffline: true });
  await fixture(html`${staged}`);
  await shows(staged, 'awaiting-admin');
  await waitUntil(() => textOf(staged).includes('No connection since'));
  await expect(staged).to.be.accessible();
});

it.each(['awaiting-admin', 'approved'] as const)(
  'asks whoever opened the request to release access in %s, where nobody else can',
  async (phase) => {
    const path = { ...pick(undefined), onlySendByOwner: true };
    const staged = stagedElement({ phase, grant: { path } });
    await fixture(html`${staged}`);
    await shows(staged, phase);
    expect(textOf(staged)).to.match(/release access in AWS/);
    const anybody = stagedElement({ phase });
    await fixture(html`${anybody}`);
    await shows(anybody, phase);
    expect(textOf(anybody)).not.to.match(/release access in AWS/);
  },
);
