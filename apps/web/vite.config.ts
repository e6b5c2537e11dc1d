import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressedBuild } from './compressedBuild.ts';

const server = process.env['PARLEY_SERVER_URL'] ?? 'http://127.0.0.1:3000';

/** What the server answers itself; everything else is this app. */
const proxy = {
  '/socket.io': { target: server, ws: true },
  '/api': { target: server },
  '/healthz': { target: server },
  '/readyz': { target: server },
  '/version': { target: server },
};

/** Small parts that the first load needs and later pages need as well. */
const BASICS = [
  'packages/protocol/src/(?!account|api/|directFrames|faults|keptRoom|newRoomName|people/(?!ringRoom)|roomWords)',
  'apps/web/src/ui/(?:Avatar|avatarOf|Button|ButtonLink|Logo|MessagePage|Notice|SelectField|Spinner|TextField)\\.',
  'apps/web/src/(?:ui/(?:classNames|VideoTrack)|view/HomePageFrame)\\.',
  'lucide-react/dist/esm/(?!icons/)',
  'lucide-react/dist/esm/icons/(?:chevron-down|circle-alert|circle-exclamation-point|info|mic|mic-off|video|video-off)\\.',
  'apps/web/src/preferences/',
  'apps/web/src/app/(?:WaitingPage|loadPart|useDocumentTitle)\\.',
];

export default defineConfig({
  plugins: [react(), tailwindcss(), compressedBuild()],
  server: { proxy },
  preview: { proxy },
  build: {
    // The oldest browsers with everything that the styles use: `light-dark()`, subgrid, `:has()`.
    target: ['chrome123', 'firefox128', 'safari17.5'],
    manifest: true,
    // An icon inlined as `data:` would need a hole in the server's content security policy.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // In one piece each compresses better than cut up by who else needs which part of it. What watches
          // over a call's health or this machine or measures it, what connects with the server's media and what connects two
          // people directly, comes later and stays apart; what begins it belongs to the engine.
          groups: [
            { name: 'basics', test: new RegExp(BASICS.join('|')) },
            { name: 'state', test: /apps\/web\/src\/session\/(?:SessionContext|coalesced|ringing)\./ },
            {
              name: 'link',
              test: /packages\/client\/src\/(?:media\/(?:SendSide|SentTrack|Pausing|Resting|SentLayers|layersWithin|encodeLayers|svcMode|noPicture|encodings|chooseCodec|VideoEncoders|ReceiveSide|newPathsFirst)|session\/(?:MediaLink|limits\/(?:sendLimits|uplink|mayBeDormant)|PathKeeper|PathWatch|keepIceAlive|syncGroup))\./,
            },
            {
              name: 'engine',
              test: /packages\/client\/src\/(?:newId|toParleyError|media\/(?!soundHold\/|stats\/(?!StatsSampler|mediaPath))|signaling\/|session\/(?!Gestures|loadOlderChat|health\/(?!HealthControl)|limits\/(?:StrainWatch|strain)\.)|direct\/DirectConsent)/,
            },
          ],
          includeDependenciesRecursively: false,
        },
      },
    },
  },
});
