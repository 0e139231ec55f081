# syntax=docker/dockerfile:1
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY agent agent
RUN npm run build \
  && npm prune --omit=dev --ignore-scripts \
  # the image has ffmpeg from the distribution: the bundled binaries and foreign ONNX builds only weigh
  && rm -rf node_modules/@ffmpeg-installer node_modules/@ffprobe-installer \
  && find node_modules/onnxruntime-node/bin -mindepth 2 -maxdepth 2 -type d ! -name linux -exec rm -rf {} +

FROM node:24-bookworm-slim
RUN apt-get update \
  && apt-get install -y --no-install-recommends ffmpeg ca-certificates \
  && rm -rf /var/lib/apt/lists/* \
  && install -d -o node -g node /data
WORKDIR /app
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json LICENSE ./
COPY config config
COPY models models
USER node
# as in the first line of agent/main.ts: memory of frames and pictures goes back at once
ENV NODE_ENV=production MALLOC_ARENA_MAX=2 MALLOC_MMAP_THRESHOLD_=131072 MALLOC_TRIM_THRESHOLD_=131072
# works with a read-only root: give it /data and, for the ring of the last minute, a shared memory of its own
#   docker run --read-only --shm-size 512m --tmpfs /tmp -v sw-data:/data -v ./agent.yaml:/agent.yaml:ro IMAGE
# the configuration lies in /, so that its default `data: ./data` is the volume
VOLUME /data
# seen from outside only with `http: { host: 0.0.0.0 }`
EXPOSE 8642
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD node -e "fetch('http://127.0.0.1:8642/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"
ENTRYPOINT ["node", "--max-semi-space-size=4", "dist/main.js"]
CMD ["run", "-c", "/agent.yaml"]
