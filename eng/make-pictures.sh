#!/usr/bin/env bash
# Pictures of every page in both widths and themes into artifacts/pictures, and those of the user guide into docs/pictures.
#   eng/make-pictures.sh
set -euo pipefail
cd "$(dirname "$0")/.."
pictures=$PWD/artifacts/pictures
rm -rf "$pictures"
mkdir -p "$pictures/guide"
NTM_PICTURES=$pictures ./test.sh Ntm.Portal.Tests
mkdir -p docs/pictures
cp "$pictures"/guide/*.png docs/pictures/
echo "$(find "$pictures" -name '*.png' | wc -l) pictures in artifacts/pictures"
