import type { Opaque } from '@parley/protocol/media';
import type { RtpCapabilities, Transport } from 'mediasoup-client/types';

/** Not a number, so that no stream of the SFU gets the same (RFC 9143, section 9.1). */
const MID = 'ahead';
/** A browser refuses 0; that another stream draws this one of the four billion is as good as never. */
const SSRC = 1;

/**
 * Connects a transport over which nothing comes yet. mediasoup-client begins with the first consumer: it gets
 * one that no packet ever comes for, and that is taken away again when the transport is connected.
 *
 * @param capabilities what this browser can receive
 */
export async function connectToReceive(transport: Transport, capabilities: Opaque): Promise<void> {
  // Opaque on the wire; mediasoup-client has made it.
  const { codecs } = capabilities as unknown as RtpCapabilities;
  const opus = codecs?.find(({ mimeType }) => mimeType.toLowerCase() === 'audio/opus');
  if (opus?.preferredPayloadType === undefined) return;
  const { mimeType, clockRate, channels, parameters, preferredPayloadType } = opus;
  const consumer = await transport.consume({
    id: MID,
    producerId: MID,
    kind: 'audio',
    rtpParameters: {
      mid: MID,
      codecs: [
        {
          mimeType,
          clockRate,
          payloadType: preferredPayloadType,
          ...(channels ? { channels } : {}),
          ...(parameters ? { parameters } : {}),
        },
      ],
      headerExtensions: [],
      encodings: [{ ssrc: SSRC }],
      rtcp: { cname: MID, reducedSize: true },
    },
  });
  const tidy = () => {
    if (transport.connectionState === 'connected') consumer.close();
  };
  transport.on('connectionstatechange', tidy);
  tidy();
}
