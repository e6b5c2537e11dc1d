import type { types } from 'mediasoup-client';

/** What the room of the baseline says, each request answered by an acknowledgement. */
export type ClientEvents = {
  join(answer: (rtpCapabilities: types.RtpCapabilities, producerIds: string[]) => void): void;
  createTransport(answer: (options: types.TransportOptions) => void): void;
  connectTransport(transportId: string, dtls: types.DtlsParameters, answer: () => void): void;
  produce(
    transportId: string,
    produced: { kind: types.MediaKind; rtpParameters: types.RtpParameters },
    answer: (producerId: string) => void,
  ): void;
  consume(
    transportId: string,
    wanted: { producerId: string; rtpCapabilities: types.RtpCapabilities },
    answer: (options: types.ConsumerOptions) => void,
  ): void;
  resume(consumerId: string, answer: () => void): void;
};

export type ServerEvents = { newProducer(producerId: string): void };
