#!/usr/bin/env bash
# Replaces dotnet while the commands of a README are tried: "dotnet run" and "dotnet test" start what is built
# already, and a venue gets free ports. Everything else on the line stays as printed.
set -euo pipefail

[ "$1" = run ] || [ "$1" = test ] || { echo "'dotnet $1' is not known to the test of README commands" >&2; exit 97; }
verb="$1" project='' settings=''
shift
while [ $# -gt 0 ]; do
  case "$1" in
    --project) project="$2"; shift 2 ;;
    -c) shift 2 ;;
    --) shift; break ;;
    *) [ "$verb" = test ] && project="$1" && shift || { echo "'$1' is unknown before --" >&2; exit 97; } ;;
  esac
done

[ -d "$project" ] || { echo "There is no project '$project'" >&2; exit 97; }
name="$(basename "$(ls "$project"/*.csproj)" .csproj)"
arguments=("$@")
[ "$verb" = run ] || arguments+=(-noColor)

# Options that replace those printed, or are added: "--phantoms 8 --seed 2".
read -r -a instead <<< "${README_WITH:-}"
for ((i = 0; i < ${#instead[@]}; i += 2)); do
  found=''
  for ((j = 0; j < ${#arguments[@]}; j++)); do
    if [ "${arguments[j]}" = "${instead[i]}" ]; then arguments[j + 1]="${instead[i + 1]}"; found=1; fi
  done
  [ -n "$found" ] || arguments+=("${instead[@]:i:2}")
done

has() { for argument in ${arguments[@]+"${arguments[@]}"}; do [ "$argument" = "$1" ] && return; done; return 1; }

if [ -n "${README_ARGUMENTS_ONLY:-}" ]; then
  arguments+=(--no-such-option)
else
  case "$name" in
    Pedestal.FleetCommands | Pedestal.VirtualPedestal) has --broker || has --help || arguments+=(--broker "127.0.0.1:$README_BROKER_PORT") ;;
    Pedestal.Venue | Pedestal.Matcher)
      case "${arguments[0]:-}" in delete | purge-event) arguments+=(--matcher "$ASPNETCORE_URLS") ;; esac ;;
  esac
fi

exec "$README_DOTNET" "$README_BUILT/$project/bin/$README_CONFIGURATION/net10.0/$name.dll" ${arguments[@]+"${arguments[@]}"}
