#!/usr/bin/env bash
# Sees to a font with Chinese letters; with "browser" to a Chromium for page tests, and with
# "java" to the Java that Spark runs on.
# Never fails: one line says what will not work.
set -uo pipefail

missing=()
fc=$(find /usr/share/fonts /usr/local/share/fonts -iname '*CJK*' -o -iname 'DroidSansFallback*' -o -iname 'wqy*' 2>/dev/null | head -1)
[ -n "$fc" ] || missing+=(fonts-droid-fallback)
if [ "${1:-}" = browser ]; then
    [ -x "${PARCELWRIGHT_CHROMIUM:-/usr/bin/chromium}" ] || missing+=(chromium)
fi
if [ "${1:-}" = java ]; then
    command -v java >/dev/null || missing+=(default-jre-headless)
fi
[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing ${missing[*]} (once)"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >/dev/null 2>&1 && exit 0
fi
for package in "${missing[@]}"; do
    case $package in
        fonts-*) echo "Note: no font with Chinese letters was found, so documents in Chinese cannot be printed. Debian: apt-get install $package" ;;
        default-jre*) echo "Note: no Java was found, so Spark cannot be tested. Debian: apt-get install $package" ;;
        chromium) echo "Note: no Chromium was found, so page tests are skipped. Debian: apt-get install $package" ;;
    esac
done
exit 0
