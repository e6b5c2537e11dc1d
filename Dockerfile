# docker build -t parley .
#
# The media worker has a stage of its own that depends on nothing but its version and recipe, so that a
# change to the application never builds it again.
ARG NODE_IMAGE=docker.io/library/node:24-bookworm-slim

FROM ${NODE_IMAGE} AS runtime
# What a worker that is built here is linked against; a prebuilt one brings its own.
RUN apt-get update \
  && apt-get install -y --no-install-recommends libabsl20220623 libsrtp2-1 libssl3 libuv1 \
  && rm -rf /var/lib/apt/lists/*

FROM runtime AS worker
WORKDIR /build/packages/mediasoup-worker
COPY packages/mediasoup-worker/package.json ./
# Only the C++ sources are wanted; mediasoup's own install script would download or build by itself.
RUN npm install --ignore-scripts --no-audit --no-fund --no-package-lock --loglevel=error
COPY packages/mediasoup-worker/recipe ./recipe
COPY packages/mediasoup-worker/src ./src
RUN --mount=type=cache,id=parley-worker,target=/var/cache/parley-worker,sharing=locked \
  XDG_CACHE_HOME=/var/cache/parley-worker node src/main.mjs > /build/path \
  && install -D "$(cat /build/path)" /out/mediasoup-worker

FROM ${NODE_IMAGE} AS workspace
WORKDIR /app
RUN npm install --global --no-audit --no-fund --loglevel=error pnpm@12.21.0
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY apps/server/package.json apps/server/
COPY apps/web/package.json apps/web/
COPY packages/client/package.json packages/client/
COPY packages/mediasoup-worker/package.json packages/mediasoup-worker/
COPY packages/protocol/package.json packages/protocol/
COPY packages/webrtc-node/package.json packages/webrtc-node/
COPY e2e/package.json e2e/
COPY bench/package.json bench/
COPY docs/examples/package.json docs/examples/

FROM workspace AS web
RUN pnpm install --frozen-lockfile --filter @parley/web...
COPY tsconfig.base.json ./
COPY packages/protocol packages/protocol
COPY packages/client packages/client
COPY apps/web apps/web
RUN pnpm --filter @parley/web build

FROM workspace AS production
RUN pnpm install --frozen-lockfile --prod --filter-prod @parley/server...
# The sources of the worker have done their work in the first stage.
RUN rm -rf node_modules/.pnpm/mediasoup@*/node_modules/mediasoup/worker

FROM runtime
WORKDIR /app
COPY --from=worker /out/mediasoup-worker /usr/local/bin/mediasoup-worker
# Packages of the workspace stay where they are and are linked: Node strips types from TypeScript only
# outside of node_modules.
COPY --from=production /app/node_modules node_modules
COPY --from=production /app/apps/server/node_modules apps/server/node_modules
COPY --from=production /app/packages/protocol/node_modules packages/protocol/node_modules
COPY package.json ./
COPY packages/protocol packages/protocol
COPY apps/server apps/server
COPY --from=web /app/apps/web/dist apps/web/dist

ENV NODE_ENV=production \
  HOST=0.0.0.0 \
  DATA_DIR=/data \
  MEDIASOUP_WORKER_BIN=/usr/local/bin/mediasoup-worker
RUN install -d -o 1000 -g 1000 /data
# By number, so that a cluster can check that it is not root.
USER 1000:1000
VOLUME /data
EXPOSE 3000/tcp 7882/tcp 7882/udp
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
CMD ["node", "--disable-warning=ExperimentalWarning", "apps/server/src/main.ts"]
