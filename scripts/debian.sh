# Sourced by run and test: what both need from Debian and from the toolchain.
# shellcheck shell=bash

runtime_packages=(
    libmagic-dev libmicrohttpd-dev libpq-dev libsodium-dev libsqlite3-0 libsqlite3-dev libyaml-dev
    pkg-config
)
test_packages=(
    age chromium fonts-noto-core git golang-go golang-golang-x-mod-dev nginx-light postgresql-15 python3
    python3-venv
)

say() { printf '==> %s\n' "$*"; }

give_up() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

# As root, or through sudo where the user is not root.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -- "$@"; fi
}

is_installed() {
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# Installs those of the named packages that are not there. Needs no network when all are.
install_missing() {
    local package missing=()
    command -v dpkg-query >/dev/null 2>&1 ||
        give_up "this is not a Debian system; install the equivalents of: $*"
    for package in "$@"; do
        is_installed "$package" || missing+=("$package")
    done
    if [ "${#missing[@]}" -eq 0 ]; then
        say "Debian packages: all $# are there"
        return
    fi
    if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null 2>&1; then
        give_up "Debian packages are missing and there is no sudo; as root: apt-get install ${missing[*]}"
    fi
    say "Debian packages: installing ${missing[*]}"
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "${missing[@]}"
}

need_swift() {
    command -v swift >/dev/null 2>&1 ||
        give_up "no swift in PATH; unpack the Swift 6.3 toolchain for Debian 12 from swift.org and add its usr/bin to PATH"
    if [ -e "$top/.build" ] && [ ! -w "$top/.build" ]; then
        give_up "$top/.build belongs to $(stat -c %U "$top/.build"); remove it or run as that user"
    fi
}

build_release() {
    say "Building tandem (release; the first time takes some minutes)"
    swift build --package-path "$top" -c release --product tandem
}
