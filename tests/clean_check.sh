#!/bin/sh
# A clean room without containers: a fresh clone of HEAD, a new HOME, no virtual environment, empty caches.
set -eu
source=$(git rev-parse --show-toplevel)
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
mkdir "$room/home"
git clone --quiet "$source" "$room/leadgate"
cd "$room/leadgate"

# Nothing of the user's comes along but what a machine needs to reach its registry and to verify it.
for name in $(env | sed -n 's/^\([A-Za-z_][A-Za-z0-9_]*\)=.*/\1/p'); do
    case "$name" in
        PATH | LANG | *_proxy | *_PROXY | SSL_CERT_* | *_CA_BUNDLE | PIP_* | UV_*) ;;
        *) unset "$name" 2>/dev/null || true ;;
    esac
done
export HOME="$room/home"

for command in demo test; do
    start=$(date +%s)
    make "$command"
    echo "make $command: $(($(date +%s) - start)) s in a clean room"
done
