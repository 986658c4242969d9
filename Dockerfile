# The GitHub App. Built from a checkout whose dist/ is committed, so that what runs is what CI has compared.
# Pinned by version. When you build it, add the digest that your registry shows: node:…@sha256:…
FROM node:24.11.1-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:24.11.1-bookworm-slim
LABEL org.opencontainers.image.title="DSP Lifecycle" \
      org.opencontainers.image.licenses="MIT"
# All of the container's addresses: the proxy that speaks TLS is another machine.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY package.json ./
COPY dist ./dist
# By number: an orchestrator that refuses root cannot look a name up. It is the image's own `node`.
USER 1000:1000
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# No shell and no npm in between: signals reach the App itself.
CMD ["node", "dist/app.mjs"]
