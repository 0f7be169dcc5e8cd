# What trains: the command `leadgate models retrain` with all it needs, for a Fargate task (docs/deploy.md).
FROM public.ecr.aws/docker/library/python:3.13-slim-bookworm

ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    OMP_NUM_THREADS=1 \
    MPLCONFIGDIR=/tmp/matplotlib

# LightGBM needs the OpenMP runtime, which the slim image lacks.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libgomp1 \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /opt/leadgate

COPY requirements/learning.txt requirements/learning.txt
RUN pip install --no-cache-dir --require-hashes --requirement requirements/learning.txt

COPY pyproject.toml README.md LICENSE ./
COPY shared shared
COPY functions functions
COPY model_artifacts model_artifacts

ENV PYTHONPATH=/opt/leadgate/shared:/opt/leadgate
RUN useradd --create-home --uid 10001 leadgate
USER 10001

ENTRYPOINT ["python", "-m", "leadgate"]
CMD ["models", "retrain", "--if-due"]
