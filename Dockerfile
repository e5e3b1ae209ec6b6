FROM rust:1.91-slim-bookworm AS build
RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev && rm -rf /var/lib/apt/lists/*
WORKDIR /factlint
COPY . .
RUN cargo install --locked --path . --root /out

FROM debian:bookworm-slim
COPY --from=build /out/bin/factlint /usr/local/bin/factlint
# Articles are mounted: docker run --rm -v "$PWD:/work" factlint check
WORKDIR /work
USER 1000
ENTRYPOINT ["factlint"]
