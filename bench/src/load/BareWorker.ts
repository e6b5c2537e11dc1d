import { createWorker } from 'mediasoup';
import type { Router, WebRtcServer, Worker } from 'mediasoup/types';
import { freePort } from '../../../tools/testing/freePorts.ts';
import type { Usage } from './Sfu.ts';

const IP = '127.0.0.1';

/** mediasoup's worker with nothing around it: who drives it is the bench itself, and is not counted. */
export class BareWorker {
  readonly router: Router;
  readonly webRtcServer: WebRtcServer;
  readonly #worker: Worker;

  private constructor(worker: Worker, router: Router, webRtcServer: WebRtcServer) {
    this.#worker = worker;
    this.router = router;
    this.webRtcServer = webRtcServer;
  }

  static async start(): Promise<BareWorker> {
    const workerBin = process.env['MEDIASOUP_WORKER_BIN'];
    const worker = await createWorker(workerBin === undefined ? {} : { workerBin });
    const router = await worker.createRouter({
      mediaCodecs: [
        { kind: 'audio', mimeType: 'audio/opus', clockRate: 48_000, channels: 2 },
        { kind: 'video', mimeType: 'video/VP8', clockRate: 90_000 },
      ],
    });
    const listenInfos = [{ protocol: 'udp' as const, ip: IP, port: await freePort() }];
    return new BareWorker(worker, router, await worker.createWebRtcServer({ listenInfos }));
  }

  async used(): Promise<Usage> {
    const { ru_utime, ru_stime, ru_maxrss } = await this.#worker.getResourceUsage();
    return {
      mediaCpuS: (ru_utime + ru_stime) / 1_000,
      serverCpuS: 0,
      mediaMemory: ru_maxrss * 1_024,
      serverMemory: 0,
    };
  }

  close(): void {
    this.#worker.close();
  }
}
