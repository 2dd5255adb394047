// `npm run dev`: the demonstration, rebuilt and restarted as files change. Ends with Ctrl-C.
import { spawn } from 'node:child_process';

const commands = [
  ['vite', ['build', '--config', 'widget/vite.config.ts', '--watch', '--logLevel', 'warn']],
  [
    'node',
    ['--watch-path=gateway', '--watch-path=schema', '--watch-preserve-output', 'gateway/main.ts', 'demo'],
  ],
];

const children = commands.map(([command, args]) => spawn(command, args, { stdio: 'inherit' }));
for (const child of children)
  child.on('exit', (code) => {
    for (const other of children) if (other !== child) other.kill('SIGTERM');
    process.exitCode ||= code ?? 0;
  });
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => children.forEach((child) => child.kill('SIGTERM')));
