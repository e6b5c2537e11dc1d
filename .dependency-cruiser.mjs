// "Who may know whom": the table of docs/ARCHITECTURE.md as rules that a machine checks. Each rule has
// an example of its violation in tools/test/architectureRules.test.mjs, so that none can go blind.

/** Node's own modules. */
const core = { dependencyTypes: ['core'] };
/** Packages from the registry, by their place in node_modules. */
const anyPackage = 'node_modules/';
/** @param {string[]} names regular expressions */
const packages = (...names) => `node_modules/(${names.join('|')})/`;

/**
 * @param {string} name
 * @param {string} comment
 * @param {object} from
 * @param {object} to
 */
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/**
 * Rules for one part: which packages, which of our own folders and whether Node's modules it may import.
 *
 * @param {string} part
 * @param {string} path
 * @param {{ mayUse: string[], mayImport: string[], comment: string, core?: boolean }} permissions
 */
const only = (part, path, { mayUse, mayImport, comment, core: mayUseCore = false }) => [
  forbid(`${part}-packages`, comment, { path }, { path: anyPackage, pathNot: packages(...mayUse) }),
  forbid(
    `${part}-own-code`,
    comment,
    { path },
    {
      path: '^(apps|packages|e2e|bench|docs/examples|tools)/',
      pathNot: ['node_modules', path, ...mayImport],
    },
  ),
  ...(mayUseCore ? [] : [forbid(`${part}-node`, comment, { path }, core)]),
];

const protocol = '^packages/protocol/src/';
const serverLeaves = '^apps/server/src/[^/]+\\.ts$';

export default {
  forbidden: [
    ...only('protocol', protocol, {
      mayUse: ['zod'],
      mayImport: [],
      comment: 'The wire knows schemas and nothing else: it runs in every browser and in every server.',
    }),
    ...only('room', '^apps/server/src/room/', {
      mayUse: ['zod'],
      mayImport: [protocol],
      comment: 'The rules of a room are pure: no sockets, no SFU, no files, no clock.',
    }),
    ...only('media', '^apps/server/src/media/', {
      mayUse: ['mediasoup', 'pino', 'prom-client', 'zod'],
      mayImport: [protocol, serverLeaves],
      comment: 'The SFU knows streams; it knows neither sockets nor rooms.',
      core: true,
    }),
    ...only('calls', '^apps/server/src/calls/', {
      mayUse: ['pino'],
      // Of media and storage only the files at their top, which are the interfaces.
      mayImport: [protocol, '^apps/server/src/room/', '^apps/server/src/(media|storage)/[^/]+\\.ts$'],
      comment:
        'A call joins rules, streams and what is kept; it knows no sockets and no implementation.',
      core: true,
    }),
    ...only('accounts', '^apps/server/src/accounts/', {
      mayUse: ['rate-limiter-flexible', '@simplewebauthn/server', 'openid-client', 'pino'],
      mayImport: [protocol, '^apps/server/src/storage/[^/]+\\.ts$', serverLeaves],
      comment: 'Accounts know what is kept of them; neither routes nor sockets.',
      core: true,
    }),
    ...only('people-rules', '^apps/server/src/people/rules/', {
      mayUse: ['zod'],
      mayImport: [protocol],
      comment: 'Who may know what of whom is pure: no sockets, no storage, no clock.',
      core: true,
    }),
    forbid(
      'people-rules-node',
      'Who may know what of whom is pure; comparing two values is too.',
      { path: '^apps/server/src/people/rules/' },
      { ...core, pathNot: '^(node:)?util$' },
    ),
    ...only('people', '^apps/server/src/people/', {
      mayUse: ['pino'],
      mayImport: [
        protocol,
        '^apps/server/src/calls/(Timers|SerialQueue)\\.ts$',
        '^apps/server/src/storage/[^/]+\\.ts$',
      ],
      comment: 'The phone book joins rules, presence and what is kept; it knows no sockets.',
      core: true,
    }),
    ...only('messages', '^apps/server/src/messages/', {
      mayUse: ['pino'],
      mayImport: [
        protocol,
        '^apps/server/src/people/',
        '^apps/server/src/storage/[^/]+Repository\\.ts$',
        '^apps/server/src/storage/Storage\\.ts$',
      ],
      comment: 'Messages on their way: no sockets, no routes, no database.',
      core: true,
    }),
    ...only('push', '^apps/server/src/push/', {
      mayUse: ['pino'],
      mayImport: [
        protocol,
        '^apps/server/src/people/',
        '^apps/server/src/storage/[^/]+Repository\\.ts$',
        '^apps/server/src/storage/Storage\\.ts$',
      ],
      comment: 'Notifications know the phone book and what is kept; no sockets, no routes, no database.',
      core: true,
    }),
    ...only('files', '^apps/server/src/files/', {
      mayUse: ['pino'],
      mayImport: [protocol, '^apps/server/src/storage/[^/]+Repository\\.ts$', serverLeaves],
      comment: 'Files know the disk and what is kept of them; neither routes nor sockets nor rooms.',
      core: true,
    }),
    ...only('codes', '^apps/server/src/codes/', {
      mayUse: ['pino'],
      mayImport: [
        protocol,
        '^apps/server/src/calls/PlaceTokens\\.ts$',
        '^apps/server/src/storage/[^/]+\\.ts$',
        serverLeaves,
      ],
      comment: 'Codes decide who gets in; they know neither calls nor sockets.',
      core: true,
    }),
    ...only('keptRooms', '^apps/server/src/keptRooms/', {
      mayUse: ['pino'],
      mayImport: [
        protocol,
        '^apps/server/src/(calls|people|room)/',
        '^apps/server/src/storage/[^/]+\\.ts$',
      ],
      comment: 'Kept rooms join calls, people and what is kept; they know neither routes nor sockets.',
      core: true,
    }),
    ...only('ringing', '^apps/server/src/ringing/', {
      mayUse: ['pino'],
      mayImport: [
        protocol,
        '^apps/server/src/people/',
        '^apps/server/src/calls/(Timers|PlaceTokens)\\.ts$',
        '^apps/server/src/room/Doors\\.ts$',
        '^apps/server/src/storage/[^/]+\\.ts$',
        serverLeaves,
      ],
      comment: 'Direct calls join the phone book, who gets in, and what is kept; they know no sockets.',
      core: true,
    }),
    ...only('signaling', '^apps/server/src/signaling/', {
      mayUse: ['socket\\.io', 'rate-limiter-flexible', 'pino', 'prom-client', 'zod'],
      // Of media only the files at its top, which are the interface; the folders below implement it.
      mayImport: [
        protocol,
        '^apps/server/src/(room|calls|codes|accounts|people|messages|files|keptRooms|ringing)/',
        '^apps/server/src/media/[^/]+\\.ts$',
        serverLeaves,
      ],
      comment: 'Signalling talks to rooms and to the interface of the SFU, never to an implementation.',
      core: true,
    }),
    forbid(
      'server-app-is-the-root',
      'Only main.ts and app.ts know all the parts; the parts do not know them.',
      { path: '^apps/server/src/', pathNot: '^apps/server/src/(main|app)\\.ts$' },
      { path: '^apps/server/src/(main|app)\\.ts$' },
    ),
    forbid(
      'server-faults-from-outside',
      'What breaks the server on demand is put in by main.ts and app.ts; no other part knows that it exists.',
      { path: '^apps/server/src/', pathNot: '^apps/server/src/((main|app)\\.ts$|faults/)' },
      { path: '^apps/server/src/faults/' },
    ),
    forbid(
      'server-alone',
      'The server shares the wire and the worker with the others, and no code.',
      { path: '^apps/server/src/' },
      { path: '^(apps/(?!server/)|packages/client/|e2e/|bench/)' },
    ),
    ...only('client', '^packages/client/src/', {
      mayUse: ['socket\\.io-client', 'mediasoup-client', 'zustand', 'zod', '@scure/bip39'],
      mayImport: [protocol],
      comment: 'The call engine runs without React and without this web app.',
    }),
    forbid(
      'client-zustand-vanilla',
      "zustand's main entry imports React; the engine uses zustand/vanilla and its middleware.",
      { path: '^packages/client/src/' },
      { path: 'node_modules/zustand/((esm/)?(index|react|traditional|shallow)\\.)' },
    ),
    forbid(
      'client-signaling-without-media',
      'Signalling and media do not know each other; the session joins them.',
      { path: '^packages/client/src/signaling/' },
      { path: '^packages/client/src/(media|session)/' },
    ),
    forbid(
      'client-media-without-signaling',
      'Signalling and media do not know each other; the session joins them.',
      { path: '^packages/client/src/media/' },
      { path: '^packages/client/src/(signaling|session)/' },
    ),
    ...only('webrtc-node', '^packages/webrtc-node/src/', {
      mayUse: ['@roamhq/wrtc'],
      mayImport: [],
      comment: 'WebRTC for Node is what a browser brings along: it knows nothing of Parley.',
    }),
    forbid(
      'webrtc-node-alone',
      'Its own connections end the process now and then; packages/webrtc-node has those that do not.',
      { path: '^(apps|packages|e2e|bench|docs/examples)/', pathNot: '^packages/webrtc-node/' },
      { path: packages('@roamhq/wrtc') },
    ),
    ...only('cli', '^packages/cli/src/', {
      mayUse: [],
      mayImport: [protocol, '^packages/client/src/', '^packages/webrtc-node/src/'],
      comment: 'The command line is one more client: it stands where a user stands.',
      core: true,
    }),
    forbid(
      'web-feature-alone',
      'A feature knows no other feature; what two share moves to ui/ or into the session.',
      { path: '^apps/web/src/features/([^/]+)/' },
      { path: '^apps/web/src/features/', pathNot: '^apps/web/src/features/$1/' },
    ),
    forbid(
      'web-no-wire',
      "Sockets and the SFU's client belong to packages/client.",
      { path: '^apps/web/src/' },
      { path: packages('socket\\.io[^/]*', 'engine\\.io[^/]*', 'mediasoup[^/]*') },
    ),
    forbid(
      'web-session-only',
      "The web app talks to the client's session and to the devices; the parts behind are the engine's.",
      { path: '^apps/web/src/features/' },
      { path: '^packages/client/src/signaling/' },
    ),
    forbid(
      'web-alone',
      'The web app is built from protocol and client.',
      { path: '^apps/web/src/' },
      { path: '^(apps/(?!web/)|e2e/|bench/|tools/)' },
    ),
    forbid(
      'proof-from-outside',
      'Tests in browsers, benchmarks and examples stand where a user stands: no source of an application.',
      { path: '^(e2e|bench|docs/examples)/' },
      { path: '^apps/[^/]+/src/' },
    ),
    forbid(
      'no-cycles',
      'A cycle means that two files are one idea, or that one knows too much.',
      {},
      { circular: true },
    ),
    forbid(
      'no-unresolved',
      'An import that cannot be found hides what it points at from the other rules.',
      { path: '^(apps|packages|e2e|bench|docs/examples|tools)/' },
      { couldNotResolve: true },
    ),
    forbid(
      'no-test-code',
      'What is shipped does not import what tests it.',
      { path: '^(apps|packages)/[^/]+/src/', pathNot: '\\.test\\.tsx?$' },
      { path: ['\\.test\\.(ts|tsx|mjs)$', '^(apps|packages)/[^/]+/test/'] },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|test-results|playwright-report)/' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'browser', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'],
    },
  },
};
