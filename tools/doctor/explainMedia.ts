import type { CheckReport, CheckResult } from '../../packages/client/src/check/CheckReport.ts';
import type { Finding } from './Finding.ts';

/**
 * What the connection check of a browser means for whoever runs the server.
 * @param hostAddresses what the name in the address stands for, seen from here
 */
export function explainMedia(
  report: CheckReport,
  host: string,
  hostAddresses: readonly string[],
): Finding[] {
  const { results } = report;
  if (results.signaling?.verdict === 'bad') {
    const text = `No call can be begun: the signalling is ${results.signaling.reason}.`;
    return [{ check: 'signalling', level: 'fail', text, remedy: "Look into the server's log." }];
  }
  return [
    ...explainDirect(report, host, hostAddresses),
    explainTurn(report),
    ...(['sound', 'roundTrip', 'loss', 'upload', 'download'] as const).flatMap((item) =>
      explainFigure(item, results[item]),
    ),
  ];
}

export function hasOpenPath({ results }: CheckReport): boolean {
  return [results.udp, results.tcp, results.turn].some((result) => result?.verdict === 'good');
}

function explainDirect(
  { results, server }: CheckReport,
  host: string,
  hostAddresses: readonly string[],
): Finding[] {
  const announced = [...new Set(server.candidates.map(({ address }) => address))];
  const ports = [...new Set(server.candidates.map(({ port }) => port))].join(', ');
  const where = announced.map((address) => `${address}, port ${ports}`).join(' or ');
  const isUdpOpen = results.udp?.verdict === 'good';
  const isTcpOpen = results.tcp?.verdict === 'good';
  const firewall = 'in the firewall, the router and the cloud’s rules (one port for each worker)';

  if (!isUdpOpen && !isTcpOpen) {
    if (announced.length > 0 && !announced.some((address) => hostAddresses.includes(address))) {
      const named = `Parley announces ${announced.join(', ')}, where nothing answers`;
      const text = `${named}; ${host} is ${hostAddresses.join(', ')}.`;
      const remedy = `MEDIA_ANNOUNCED_ADDRESSES=${hostAddresses.join(',')}`;
      return [{ check: 'announced address', level: 'fail', text, remedy }];
    }
    const text = `Neither UDP nor TCP reaches ${where}.`;
    const remedy = `Open udp and tcp ${ports} ${firewall}.`;
    return [{ check: 'media ports', level: 'fail', text, remedy }];
  }
  const opened = (check: 'UDP' | 'TCP', result: CheckResult | undefined): Finding => ({
    check,
    level: 'ok',
    text: `open after ${result?.value ?? 0} ms`,
  });
  return [
    isUdpOpen
      ? opened('UDP', results.udp)
      : {
          check: 'UDP',
          level: 'fail',
          text: `UDP does not reach ${where}, TCP does: calls will stutter.`,
          remedy: `Open udp ${ports} ${firewall}.`,
        },
    isTcpOpen
      ? opened('TCP', results.tcp)
      : {
          check: 'TCP',
          level: 'warn',
          text: `TCP does not reach ${where}; people behind strict firewalls will need TURN.`,
          remedy: `Open tcp ${ports} ${firewall}.`,
        },
  ];
}

function explainTurn({ results, server }: CheckReport): Finding {
  const check = 'TURN';
  const urls = server.turnUrls.join(', ');
  if (results.turn?.verdict === 'good') {
    return { check, level: 'ok', text: `relays after ${results.turn.value ?? 0} ms` };
  }
  switch (results.turn?.reason) {
    case 'wrong-secret':
      return {
        check,
        level: 'fail',
        text: `${urls} refuses Parley's credentials: the secrets differ, or its clock is wrong.`,
        remedy: 'TURN_SECRET must be the static-auth-secret of coturn, to the letter.',
      };
    case 'turn-unreachable':
      return {
        check,
        level: 'fail',
        text: `${urls} does not answer.`,
        remedy: 'TURN_URLS must name where coturn listens; open that port for udp and tcp.',
      };
    case 'not-relayed':
      return {
        check,
        level: 'fail',
        text: `${urls} gives out addresses, but nothing comes through it.`,
        remedy:
          'coturn must be allowed to reach the announced address (allowed-peer-ip), and its relay ports be open.',
      };
    case 'not-offered':
      return {
        check,
        level: 'warn',
        text: 'none is offered; people in networks that let out port 443 alone stay outside.',
        remedy: 'docker compose --profile tls --profile turn up -d (README, "Host it in five minutes")',
      };
    default:
      return { check, level: 'warn', text: 'was not measured.' };
  }
}

const FIGURES = {
  sound: ['sound', ''],
  roundTrip: ['round trip', 'ms'],
  loss: ['loss', 'of 1000 packets'],
  upload: ['upload', 'kbit/s'],
  download: ['download', 'kbit/s'],
} as const;

/** How the line from here is says little about the server: never more than a warning, but for the sound. */
function explainFigure(item: keyof typeof FIGURES, result: CheckResult | undefined): Finding[] {
  if (!result) return [];
  const [check, unit] = FIGURES[item];
  const figure = result.value === undefined ? '' : `${result.value} ${unit}`;
  if (result.verdict === 'good') {
    return [{ check, level: 'ok', text: figure || 'a test tone came back' }];
  }
  const isBroken = item === 'sound' && result.verdict === 'bad';
  const text = [result.reason, figure].filter(Boolean).join(', ');
  return [{ check, level: isBroken ? 'fail' : 'warn', text }];
}
