import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import puppeteer, { type Browser } from 'puppeteer-core';
import type { NetworkNamespace } from '../fixtures/NetworkNamespace.ts';

const CANDIDATES = ['/usr/bin/firefox-esr', '/usr/bin/firefox'];

const PREFERENCES = {
  // Firefox's own camera (a colour that changes) and microphone (a tone).
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  'media.peerconnection.ice.loopback': true,
  'media.autoplay.default': 0,
  // It paints without a graphics card, and the bars beside the name of whoever speaks never rest.
  'ui.prefersReducedMotion': 1,
  // No conversation with its maker, and no pages of its own.
  'app.update.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.page': 0,
  'datareporting.policy.dataSubmissionEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'toolkit.telemetry.reportingpolicy.firstRun': false,
} as const;

/** A Firefox with a fake camera and a microphone that hums at a chosen frequency. */
export class Firefox {
  readonly browser: Browser;
  readonly #process: ChildProcess;
  readonly #profile: string;

  private constructor(browser: Browser, process: ChildProcess, profile: string) {
    this.browser = browser;
    this.#process = process;
    this.#profile = profile;
  }

  /** @param tone of its microphone, in hertz */
  static async start(network: NetworkNamespace, tone: number): Promise<Firefox> {
    const program = CANDIDATES.find((path) => existsSync(path));
    if (!program) throw new Error(`No Firefox found at ${CANDIDATES.join(' or ')}`);
    const profile = mkdtempSync(join(tmpdir(), 'parley-firefox-'));
    const preferences = { ...PREFERENCES, 'media.navigator.audio.fake_frequency': tone };
    writeFileSync(
      join(profile, 'user.js'),
      Object.entries(preferences)
        .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
        .join(''),
    );
    const [command = program, ...args] = [
      ...network.prefix,
      program,
      ...['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0'],
    ];
    const child = spawn(command, args, {
      stdio: ['ignore', 'ignore', 'pipe'],
      // Sound cards and settings of the machine's user have no part in this.
      env: { ...process.env, HOME: profile, MOZ_CRASHREPORTER_DISABLE: '1' },
    });
    const port = await remotePort(child);
    const browser = await puppeteer.connect({
      protocol: 'webDriverBiDi',
      browserWSEndpoint: `ws://127.0.0.1:${await network.reach(port)}/session`,
      // Firefox accepts only its own address there, not that of the door that leads to it.
      headers: { Host: `127.0.0.1:${port}` },
      defaultViewport: { width: 1280, height: 800 },
    });
    return new Firefox(browser, child, profile);
  }

  async close(): Promise<void> {
    const gone = once(this.#process, 'exit');
    await this.browser.close();
    await gone;
    rmSync(this.#profile, { recursive: true, force: true });
  }
}

async function remotePort(child: ChildProcess): Promise<number> {
  if (!child.stderr) throw new Error('Firefox was started without its error output');
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stderr })) {
    const match = /WebDriver BiDi listening on ws:\/\/127\.0\.0\.1:(\d+)/.exec(line);
    if (match) {
      // What it says later is of no interest, but somebody has to read it.
      child.stderr.resume();
      return Number(match[1]);
    }
    said.push(line);
  }
  throw new Error(`Firefox ended before it could be driven:\n${said.join('\n')}`);
}
