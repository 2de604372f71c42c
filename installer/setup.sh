# Sourced by run and test: everything a bare checkout needs, installed once and again only when a lock file changed.
# Sets PYTHON.  HERE is the checkout.

# Every library Qt's plugins load, and the Debian package that has it.
LIBRARIES='
libGL.so.1 libgl1
libEGL.so.1 libegl1
libglib-2.0.so.0 libglib2.0-0
libdbus-1.so.3 libdbus-1-3
libfontconfig.so.1 libfontconfig1
libxkbcommon.so.0 libxkbcommon0
libxkbcommon-x11.so.0 libxkbcommon-x11-0
libX11-xcb.so.1 libx11-xcb1
libxcb-cursor.so.0 libxcb-cursor0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-image.so.0 libxcb-image0
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-randr.so.0 libxcb-randr0
libxcb-render-util.so.0 libxcb-render-util0
libxcb-shape.so.0 libxcb-shape0
libxcb-sync.so.1 libxcb-sync1
libxcb-util.so.1 libxcb-util1
libxcb-xfixes.so.0 libxcb-xfixes0
libxcb-xkb.so.1 libxcb-xkb1
libwayland-client.so.0 libwayland-client0
libwayland-cursor.so.0 libwayland-cursor0
libwayland-egl.so.1 libwayland-egl1
libcups.so.2 libcups2
'

say() { printf '%s\n' "$*" >&2; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

can_install() {
  command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }
}

apt_install() {
  say "Installing system packages: $*"
  as_root apt-get update -qq </dev/null >/dev/null &&
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" </dev/null >/dev/null
}

missing_packages() {
  local known library package
  known=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p)
  while read -r library package; do
    case $known in *"	$library "*) ;; *) [ -z "$library" ] || printf '%s ' "$package" ;; esac
  done <<<"$LIBRARIES"
}

install_libraries() {
  [ "$(uname)" = Linux ] || return 0
  local missing
  missing=$(missing_packages)
  [ -n "$missing" ] || return 0
  # A list of words:
  # shellcheck disable=SC2086
  if can_install && apt_install $missing; then return 0; fi
  say "The window needs system libraries that are not here; ask an administrator for: apt-get install $missing"
}

is_usable() {
  "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

find_python() {
  local name
  for name in python3 python3.13 python3.12 python3.11; do
    if is_usable "$name"; then
      command -v "$name"
      return 0
    fi
  done
  return 1
}

stamp_of() { { sha256sum "$1" 2>/dev/null || shasum -a 256 "$1"; } | cut -d" " -f1; }

# install_packages LOCKFILE
install_packages() {
  local lock="$HERE/$1" stamp="$HERE/.venv/installed-$1" base
  PYTHON="$HERE/.venv/bin/python"
  if [ -x "$PYTHON" ] && [ "$(stamp_of "$lock")" = "$(cat "$stamp" 2>/dev/null)" ]; then return 0; fi
  if ! "$PYTHON" -c '' 2>/dev/null; then
    if ! base=$(find_python); then
      if can_install; then apt_install python3 python3-venv || true; fi
      base=$(find_python) || { say "Outreach needs Python 3.11 or newer with venv (Debian: python3-venv)."; exit 1; }
    fi
    "$base" -m venv --clear "$HERE/.venv"
  fi
  say "Installing Python packages ($1), once."
  "$PYTHON" -m pip install --disable-pip-version-check --quiet --no-input --no-deps --only-binary :all: \
    --require-hashes -r "$lock" </dev/null
  stamp_of "$lock" >"$stamp"
}

# set_up LOCKFILE
set_up() {
  install_libraries
  install_packages "$1"
  "$PYTHON" -m compileall -q "$HERE/outreach"
}
