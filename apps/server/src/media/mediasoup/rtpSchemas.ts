import { ParleyError } from '@parley/protocol/errors';
import type { MediaKind, Opaque } from '@parley/protocol/media';
import type { RtpCapabilities, RtpParameters } from 'mediasoup/types';
import * as z from 'zod/mini';
import { routerRtpCapabilities } from './codecs.ts';

/*
 * mediasoup checks the types of most fields, but not their ranges, and not all of them. What it lets
 * through is written into a message buffer that all requests to a worker share; a value that cannot
 * be written (a fraction where a whole number belongs) leaves that buffer unusable for everybody. So
 * nothing from a client reaches it that has not been read here. Fields not named here are dropped.
 */

const uint = (bits: 7 | 8 | 16 | 32) => z.number().check(z.int(), z.gte(0), z.lte(2 ** bits - 1));
const text = (length: number) => z.string().check(z.maxLength(length));
const list = <Item extends z.ZodMiniType>(item: Item, length: number) =>
  z.array(item).check(z.maxLength(length));

/** `a=fmtp` values (RFC 8866, section 6.15): text, or numbers where the browser's side parsed them. */
const CodecParameters = z.record(
  text(64),
  z.union([text(256), z.number().check(z.int(), z.gte(-(2 ** 31)), z.lte(2 ** 31 - 1))]),
);

const RtcpFeedback = z.object({ type: text(32), parameter: z.optional(text(32)) });

const Codec = {
  mimeType: z.string().check(z.regex(/^(?:audio|video)\/[A-Za-z0-9-]{1,32}$/)),
  clockRate: uint(32),
  channels: z.optional(uint(8)),
  parameters: z.optional(CodecParameters),
  rtcpFeedback: z.optional(list(RtcpFeedback, 32)),
};

/** RFC 8285: 1 to 14 in one byte headers, up to 255 in two byte ones. */
const ExtensionId = z.number().check(z.int(), z.gte(1), z.lte(255));
const ExtensionUri = text(128);

const Kind = z.enum(['audio', 'video']);

const Capabilities = z.object({
  codecs: z.optional(list(z.object({ ...Codec, kind: Kind, preferredPayloadType: uint(7) }), 128)),
  headerExtensions: z.optional(
    list(
      z.object({
        kind: Kind,
        uri: ExtensionUri,
        preferredId: ExtensionId,
        preferredEncrypt: z.optional(z.boolean()),
        direction: z.optional(z.enum(['sendrecv', 'sendonly', 'recvonly', 'inactive'])),
      }),
      64,
    ),
  ),
});

/** A picture has at most this many sizes; browsers send three. */
const MAX_ENCODINGS = 4;

const Encoding = z.object({
  // 0 stands for "none" in the worker.
  ssrc: z.optional(z.number().check(z.int(), z.gte(1), z.lte(2 ** 32 - 1))),
  rid: z.optional(z.string().check(z.regex(/^[A-Za-z0-9]{1,8}$/))),
  codecPayloadType: z.optional(uint(7)),
  rtx: z.optional(z.object({ ssrc: z.number().check(z.int(), z.gte(1), z.lte(2 ** 32 - 1)) })),
  dtx: z.optional(z.boolean()),
  scalabilityMode: z.optional(z.string().check(z.regex(/^[LS][1-3]T[1-3](?:_KEY(?:_SHIFT)?|h)?$/))),
  maxBitrate: z.optional(uint(32)),
  // Not mediasoup's; from it the size of each layer is known.
  scaleResolutionDownBy: z.optional(z.number().check(z.gte(1), z.lte(64))),
});

const Parameters = z.object({
  // The worker reads MIDs from header extensions of up to 8 bytes.
  mid: z.optional(z.string().check(z.regex(/^[\x21-\x7e]{1,8}$/))),
  codecs: list(z.object({ ...Codec, payloadType: uint(7) }), 16).check(z.minLength(1)),
  headerExtensions: z.optional(
    list(
      z.object({
        uri: ExtensionUri,
        id: ExtensionId,
        encrypt: z.optional(z.boolean()),
        parameters: z.optional(CodecParameters),
      }),
      64,
    ),
  ),
  encodings: list(Encoding, MAX_ENCODINGS).check(z.minLength(1)),
  rtcp: z.optional(z.object({ cname: z.optional(text(255)), reducedSize: z.optional(z.boolean()) })),
  msid: z.optional(text(256)),
});

type Encodings = z.infer<typeof Encoding>[];
/** Checked; `scaleResolutionDownBy` is kept beside what mediasoup knows. */
export type CheckedRtpParameters = RtpParameters & { encodings: Encodings };

const KNOWN_EXTENSIONS: ReadonlySet<string> = new Set(
  routerRtpCapabilities().headerExtensions?.map((extension) => extension.uri),
);

/** @throws {ParleyError} `bad-request` */
export function checkRtpParameters(kind: MediaKind, rtpParameters: Opaque): CheckedRtpParameters {
  const checked = parse(Parameters, rtpParameters, 'rtpParameters');
  const stranger = checked.codecs.find((codec) => !codec.mimeType.toLowerCase().startsWith(`${kind}/`));
  if (stranger) {
    throw new ParleyError('bad-request', `${stranger.mimeType} cannot carry ${kind}.`);
  }
  return withKnownExtensions(checked) as CheckedRtpParameters;
}

/** @throws {ParleyError} `bad-request` */
export function checkRtpCapabilities(rtpCapabilities: Opaque): RtpCapabilities {
  return withKnownExtensions(parse(Capabilities, rtpCapabilities, 'rtpCapabilities')) as RtpCapabilities;
}

/** Browsers name extensions that mediasoup has no number for, and would throw at. */
function withKnownExtensions<Described extends { headerExtensions?: { uri: string }[] | undefined }>(
  described: Described,
): Described {
  const headerExtensions = described.headerExtensions?.filter(({ uri }) => KNOWN_EXTENSIONS.has(uri));
  return { ...described, headerExtensions: headerExtensions ?? [] };
}

function parse<Schema extends z.ZodMiniType>(
  schema: Schema,
  value: unknown,
  name: string,
): z.infer<Schema> {
  const result = z.safeParse(schema, value);
  if (result.success) return result.data;
  const [first] = result.error.issues;
  const where = [name, ...(first?.path ?? [])].join('.');
  throw new ParleyError('bad-request', `${where}: ${first?.message}`.slice(0, 500));
}
