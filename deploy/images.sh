#!/usr/bin/env bash
# Builds the image of every executable: deploy/images.sh [--push]
# With --push also uploads them and writes their digests into deploy/k8s/images/kustomization.yaml.
# Needed in the environment:
#   REGISTRY       where images go, e.g. registry.example.vn/ntm
#   SDK_IMAGE      mcr.microsoft.com/dotnet/sdk:10.0.401-noble@sha256:…
#   RUNTIME_IMAGE  mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra@sha256:…
# A digest is shown by: docker buildx imagetools inspect IMAGE
set -euo pipefail
cd "$(dirname "$0")/.."
: "${REGISTRY:?where images go}"
for image in SDK_IMAGE RUNTIME_IMAGE; do
  [[ "${!image:-}" == *@sha256:* ]] || { echo "$image must name an image by its digest: name:tag@sha256:…" >&2; exit 2; }
done
[[ "$RUNTIME_IMAGE" == *chiseled-extra* ]] || { echo "RUNTIME_IMAGE must be a chiselled one with ICU (chiseled-extra)" >&2; exit 2; }
version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)

declare -A projects=(
  [identity]=services/identity/Ntm.Identity.Service
  [assessment]=services/assessment/Ntm.Assessment.Service
  [planning]=services/planning/Ntm.Planning.Service
  [dossier]=services/dossier/Ntm.Dossier.Service
  [notifications]=services/notifications/Ntm.Notifications.Service
  [portal]=portal/Ntm.Portal.Service
  [gateway]=gateway/Ntm.Gateway
)
for name in identity assessment planning dossier notifications portal gateway; do
  docker build -f deploy/Dockerfile --build-arg "SDK_IMAGE=$SDK_IMAGE" --build-arg "RUNTIME_IMAGE=$RUNTIME_IMAGE" \
    --build-arg "PROJECT=${projects[$name]}" -t "$REGISTRY/$name:$version" .
done
[ "${1:-}" = "--push" ] || exit 0

list=deploy/k8s/images/kustomization.yaml
for name in identity assessment planning dossier notifications portal gateway; do
  docker push "$REGISTRY/$name:$version"
  digest=$(docker image inspect --format '{{index .RepoDigests 0}}' "$REGISTRY/$name:$version")
  sed -i "/^  - name: ntm\/$name\$/,/^  - name:/ { s|^    newName: .*|    newName: $REGISTRY/$name|; s|^    \(newTag\|digest\): .*|    digest: ${digest#*@}| }" "$list"
done
echo "Digests are in $list"
