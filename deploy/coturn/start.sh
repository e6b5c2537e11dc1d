#!/bin/sh
# Starts coturn with the settings of turnserver.conf and those that differ from place to place.
#
# TURN_SECRET (or TURN_SECRET_FILE)  the same as Parley's
# MEDIA_ANNOUNCED_ADDRESSES          the same as Parley's: where the relay may send to, and nowhere else inside
# TURN_PORT, TURN_REALM              3478, parley
# TURN_EXTERNAL_IP                   the public address, when this machine has only a private one
set -eu

fail() {
  echo "coturn: $*" >&2
  exit 78
}

if [ -n "${TURN_SECRET_FILE:-}" ]; then TURN_SECRET=$(cat "$TURN_SECRET_FILE"); fi
[ -n "${TURN_SECRET:-}" ] || fail 'TURN_SECRET is not set. Try: openssl rand -hex 32'
case ${MEDIA_ANNOUNCED_ADDRESSES:-} in
  '' | auto) fail 'MEDIA_ANNOUNCED_ADDRESSES must name the addresses of Parley, so that the relay may reach them.' ;;
esac

# The secret goes into a file that nobody else can read, and not onto the command line.
umask 077
config=$(mktemp)
cat "$(dirname "$0")/turnserver.conf" > "$config"
{
  echo "static-auth-secret=$TURN_SECRET"
  echo "realm=${TURN_REALM:-parley}"
  echo "listening-port=${TURN_PORT:-3478}"
  if [ -n "${TURN_EXTERNAL_IP:-}" ]; then echo "external-ip=$TURN_EXTERNAL_IP"; fi
  for address in $(echo "$MEDIA_ANNOUNCED_ADDRESSES" | tr ',' ' '); do
    case $address in
      *[!0-9a-fA-F.:]*) address=$(getent ahosts "$address" | awk '{ print $1; exit }') ;;
    esac
    [ -n "$address" ] || fail "a host name in MEDIA_ANNOUNCED_ADDRESSES is not known: $MEDIA_ANNOUNCED_ADDRESSES"
    echo "allowed-peer-ip=$address"
  done
} >> "$config"

exec turnserver -c "$config" --pidfile /tmp/turnserver.pid --userdb /tmp/turndb
