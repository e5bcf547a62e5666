#!/usr/bin/env bash
# Turns a bare ESP32-S3 board into a running pedestal; see README.md beside this file.
set -euo pipefail
root="$(cd "$(dirname "$0")/../../.." && pwd)"
target=ESP32_S3_OCTAL
# Set here, because nanoff gets it wrong for some targets (nanoframework/Home issue 1835).
address=0x1B0000
app="$root/firmware/app/bin/Release"
bare='' port='' console='' keys='' code=''
settings=()

usage() {
  cat <<'TEXT'
usage: flash.sh [--port PORT [--bare]] [--console PORT [--keys FILE] [--settings FILE]... [--code CODE]]

  --port PORT      write the deployment image over this USB port
  --bare           first erase everything and write the firmware image
  --console PORT   store settings over the console's serial port, and reboot
  --keys FILE      the pedestal's key file, from "venue provision"
  --settings FILE  settings, one name=value per line; may be given several times
  --code CODE      the pedestal's service code, if it has one
  --help           show this text
TEXT
}

fail() {
  echo "flash: $*" >&2
  exit 1
}

# This computer's serial ports, in one line.
ports() {
  local found
  found="$(compgen -G '/dev/ttyACM*' || true; compgen -G '/dev/ttyUSB*' || true; compgen -G '/dev/cu.*' || true)"
  if [ -n "$found" ]; then
    echo "Serial ports here: $(tr '\n' ' ' <<< "$found" | sed 's/ *$//')."
  else
    echo "This computer has no serial port: plug in the board, with a cable that carries data."
  fi
}

wrong() {
  echo "flash: $*" >&2
  usage >&2
  exit 2
}

need_port() {
  [ -e "$2" ] || fail "$1 $2: there is no such port. $(ports)"
  [ -c "$2" ] || fail "$1 $2 is not a serial port. $(ports)"
  [ -r "$2" ] && [ -w "$2" ] || fail "$1 $2 cannot be used by $(id -un): on most systems that takes the group dialout (or uucp)."
}

need_file() {
  [ -r "$2" ] || fail "$1 $2: there is no such file, or it cannot be read."
}

while [ $# -gt 0 ]; do
  case "$1" in
    --help | -h) usage; exit 0 ;;
    --bare) bare=1; shift; continue ;;
    --port | --console) [ $# -ge 2 ] && [ -n "$2" ] || wrong "$1 needs a port. $(ports)" ;;
    --keys | --settings | --code) [ $# -ge 2 ] && [ -n "$2" ] || wrong "$1 needs a value." ;;
    *) wrong "'$1' is not an option." ;;
  esac
  if [ "$1" = --settings ]; then settings+=("$2"); else printf -v "${1#--}" '%s' "$2"; fi
  shift 2
done
[ -n "$port$console" ] || wrong "give --port, --console or both. $(ports)"
[ -n "$port" ] || [ -z "$bare" ] || wrong "--bare needs --port. $(ports)"
[ -n "$console" ] || [ -z "$keys$code${settings[*]-}" ] || wrong "--keys, --settings and --code need --console. $(ports)"
[ -z "$port" ] || need_port --port "$port"
[ -z "$console" ] || need_port --console "$console"
[ -z "$keys" ] || need_file --keys "$keys"
for file in ${settings[@]+"${settings[@]}"}; do need_file --settings "$file"; done

append() {
  cat "$2" >> "$1"
  head -c $(((4 - $(wc -c < "$1") % 4) % 4)) /dev/zero >> "$1"
}

# Pads every assembly to four bytes and puts the application last: the CLR reads them one after the other.
build_image() {
  local pe main="$app/Pedestal.Firmware.pe"
  [ -f "$main" ] || fail "$main is missing; build Pedestal.Firmware.nfproj in Release first"
  for pe in "$app"/*.pe; do
    [ "$pe" = "$main" ] || append "$1" "$pe"
  done
  append "$1" "$main"
}

# Sends a console command and waits for the object that ends its reply; other output is skipped.
command_line() {
  local reply
  printf '%s --json\r' "$2" >&3
  while IFS= read -r -t 10 -u 3 reply; do
    reply="${reply%$'\r'}"
    case "$reply" in
      '{"command":"'*'"ok":true}') return ;;
      '{"command":"'*) fail "$1 was refused: $(sed 's/.*"error":"\(.*\)"}$/\1/' <<< "$reply")" ;;
    esac
  done
  fail "no reply on $console; check that it is the console's UART, at 115200 baud"
}

set_one() {
  command_line "$1" "config set $1 $2"
  echo "flash: $1 set"
}

# Some editors save text as UTF-16, which would be misread here.
require_utf8() {
  case "$(head -c 2 "$1" | od -An -tx1 | tr -d ' \n')" in fffe | feff) fail "$1 is UTF-16; save it as UTF-8" ;; esac
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
    require_utf8 "$keys"
    [ -n "$(member match)" ] || fail "$keys is not a device's key file in UTF-8, as \"venue provision\" writes it"
    set_one venue "$(member venue)"
    set_one device "$(member device)"
    set_one match.key "$(member match)"
    set_one ticket.key "$(member ticket)"
    [ -z "$(member fleet)" ] || set_one fleet.key "$(member fleet)"
    [ -z "$(member broker)" ] || set_one broker.user "$(member device)"
    [ -z "$(member broker)" ] || set_one broker.password "$(member broker)"
  fi
  for file in ${settings[@]+"${settings[@]}"}; do
    require_utf8 "$file"
    while IFS='=' read -r name value || [ -n "$name" ]; do
      name="${name#$'\xef\xbb\xbf'}"
      case "$name" in '' | '#'*) continue ;; esac
      set_one "$name" "${value%$'\r'}"
    done < "$file"
  done
  command_line 'the settings' 'config save'
  printf 'reboot\r' >&3
fi
