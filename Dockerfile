# One image for web, worker and beat. The lock files pin every package by hash.
FROM python:3.13.7-slim-trixie AS build

WORKDIR /app
COPY requirements.txt requirements-uv.txt requirements-machine.txt ./
RUN python -m venv .venv \
    && .venv/bin/pip install --no-cache-dir --no-deps --require-hashes -r requirements-uv.txt \
    && .venv/bin/uv pip sync --no-cache --compile-bytecode --require-hashes requirements.txt requirements-uv.txt \
    && .venv/bin/uv pip install --no-cache --no-deps --require-hashes --target .venv/machine -r requirements-machine.txt

# Node.js builds the front end here, and stays behind.
COPY package.json package-lock.json .npmrc ./
COPY scripts/ scripts/
COPY static/ static/
RUN .venv/bin/python -m scripts.build \
    && rm -rf .venv/machine node_modules


FROM python:3.13.7-slim-trixie

RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin responses

WORKDIR /app
COPY --from=build /app/.venv .venv
COPY . .
COPY --from=build /app/static/dist static/dist
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1
# Values that nothing is done with: collecting static files asks neither server.
RUN DATABASE_URL=postgres:///none REDIS_URL=redis://127.0.0.1/0 \
    python manage.py collectstatic --no-input --settings scripts.production_settings

USER responses
EXPOSE 8000
CMD ["gunicorn", "config.wsgi", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--workers", "2", "--threads", "4", "--no-control-socket", "--worker-tmp-dir", "/dev/shm"]
