#!/usr/bin/env bash
# From a bare ESP32-S3 board to a running pedestal; see README.md beside this file.
set -euo pipefail
root="$(cd "$(dirname "$0")/../.." && pwd)"
target=ESP32_S3_OCTAL
# Given, because nanoff has worked it out wrongly for some targets (nanoframework/Home issue 1835).
address=0x1B0000
app="$root/firmware/app/bin/Release"
bare='' port='' console='' settings='' keys='' code=''

usage() {
  echo "usage: flash.sh [--port PORT [--bare]] [--console PORT [--keys FILE.keys.json] [--settings FILE] [--code CODE]]" >&2
  exit 2
}

fail() {
  echo "flash: $*" >&2
  exit 1
}

while [ $# -gt 0 ]; do
  case "$1" in
    --bare) bare=1; shift; continue ;;
    --port | --console | --keys | --settings | --code) [ $# -ge 2 ] || usage ;;
    *) usage ;;
  esac
  printf -v "${1#--}" '%s' "$2"
  shift 2
done
[ -n "$port$console" ] || usage

append() {
  cat "$2" >> "$1"
  head -c $(((4 - $(wc -c < "$1") % 4) % 4)) /dev/zero >> "$1"
}

# Every assembly padded to four bytes, the application last: the CLR reads them one after the other.
build_image() {
  local pe main="$app/Pedestal.Firmware.pe"
  [ -f "$main" ] || fail "no $main; build Pedestal.Firmware.nfproj in Release first"
  for pe in "$app"/*.pe; do
    [ "$pe" = "$main" ] || append "$1" "$pe"
  done
  append "$1" "$main"
}

# Sends a command of the console and waits for the object that ends its answer; what else is printed is passed over.
command_line() {
  local answer
  printf '%s --json\r' "$2" >&3
  while IFS= read -r -t 10 -u 3 answer; do
    answer="${answer%$'\r'}"
    case "$answer" in
      '{"command":"'*'"ok":true}') return ;;
      '{"command":"'*) fail "$1 was refused: $(sed 's/.*"error":"\(.*\)"}$/\1/' <<< "$answer")" ;;
    esac
  done
  fail "no answer on $console; is it the console's UART, at 115200 baud?"
}

set_one() {
  command_line "$1" "config set $1 $2"
  echo "flash: $1 set"
}

member() { sed -n 's/.*"'"$1"'" *: *"\([^"]*\)".*/\1/p' "$keys"; }

if [ -n "$port" ]; then
  command -v nanoff > /dev/null || fail "nanoff is missing: dotnet tool install -g nanoff"
  image="$(mktemp)"
  trap 'rm -f "$image"' EXIT
  build_image "$image"
  [ -z "$bare" ] || nanoff --target "$target" --serialport "$port" --update --masserase
  nanoff --target "$target" --serialport "$port" --deploy --image "$image" --address "$address"
fi

if [ -n "$console" ]; then
  exec 3<> "$console"
  if [ -t 3 ]; then stty 115200 raw -echo <&3; fi
  printf '\003' >&3
  command_line echo 'echo off'
  [ -z "$code" ] || command_line 'the service code' "service $code"
  if [ -n "$keys" ]; then
    set_one venue "$(member venue)"
    set_one device "$(member device)"
    set_one match.key "$(member match)"
    set_one ticket.key "$(member ticket)"
    [ -z "$(member fleet)" ] || set_one fleet.key "$(member fleet)"
  fi
  if [ -n "$settings" ]; then
    while IFS='=' read -r name value || [ -n "$name" ]; do
      case "$name" in '' | '#'*) continue ;; esac
      set_one "$name" "${value%$'\r'}"
    done < "$settings"
  fi
  command_line 'the settings' 'config save'
  printf 'reboot\r' >&3
fi
