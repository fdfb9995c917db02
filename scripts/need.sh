# Shared by examples/run, tests/run and .ci/run: what must be installed, and how to get it. Source it; it sets `root`,
# `jobs`, `python` and defines the functions below. Nothing is done, and nothing printed, when all is there.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
jobs=$(nproc 2>/dev/null || getconf _NPROCESSORS_ONLN)
venv=$root/build/venv
python=$venv/bin/python3

build_packages="ca-certificates gcc g++ libc6-dev cmake ninja-build pkg-config libyaml-dev python3 python3-venv python3-dev tzdata"
lua_packages="lua5.1 lua5.4 luajit liblua5.1-0-dev liblua5.4-dev libluajit-5.1-dev"
test_packages="binutils libcmocka-dev libjansson-dev"
lua_test_packages="lua-busted lua-cjson lua-check"

say() {
  printf '== %s\n' "$*"
}

die() {
  printf '%s\n' "$*" >&2
  exit 1
}

# Where there is no apt: name what is wanted, then go on with what is found.
suggest() {
  case $(uname -s) in
  Darwin) echo "brew install cmake ninja pkg-config libyaml cmocka jansson lua luajit luarocks python" ;;
  *)
    if command -v dnf >/dev/null; then
      echo "dnf install gcc gcc-c++ cmake ninja-build pkgconf libyaml-devel libcmocka-devel jansson-devel" \
        "compat-lua compat-lua-devel lua lua-devel luajit luajit-devel luarocks python3-devel tzdata"
    elif command -v apk >/dev/null; then
      echo "apk add bash gcc g++ cmake ninja pkgconf yaml-dev cmocka-dev jansson-dev lua5.1 lua5.1-dev" \
        "lua5.4 lua5.4-dev luajit luajit-dev luarocks python3-dev tzdata"
    else
      echo "your package manager: a C compiler, CMake 3.25, Ninja, pkg-config, libyaml, cmocka, Lua, Python 3"
    fi
    ;;
  esac
}

# need_packages NAME...: Debian packages. Installs the missing ones, as root or through sudo.
need_packages() {
  if ! command -v apt-get >/dev/null; then
    command -v cmake >/dev/null && command -v ninja >/dev/null && command -v pkg-config >/dev/null && return
    die "This needs some packages. Try: $(suggest)"
  fi
  local missing="" name
  for name in "$@"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || missing="$missing $name"
  done
  [ -n "$missing" ] || return 0
  local sudo=""
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || die "Missing:$missing. As root: apt-get install$missing"
    sudo=sudo
  fi
  say "installing$missing"
  mkdir -p "$root/build"
  local log=$root/build/packages.log
  # shellcheck disable=SC2086
  { $sudo env DEBIAN_FRONTEND=noninteractive apt-get -qq update &&
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install $missing; } \
    >"$log" 2>&1 || { tail -n 5 "$log" >&2; die "apt-get can't install:$missing"; }
}

# The digest of what comes in.
digest() {
  if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi
}

# need_venv: Python packages of scripts/requirements.txt in build/venv.
need_venv() {
  local wanted base=/usr/bin/python3
  [ -x "$base" ] || base=python3
  wanted=$(cat "$root/scripts/requirements.txt" <("$base" --version) | digest)
  [ "$(cat "$venv/stamp" 2>/dev/null)" != "$wanted" ] || return 0
  say "installing Python packages into build/venv"
  rm -rf "$venv"
  "$base" -m venv "$venv" || die "$base can't make a virtual environment (Debian: python3-venv)"
  "$python" -m pip install --quiet --disable-pip-version-check -r "$root/scripts/requirements.txt" ||
    die "pip can't get the packages of scripts/requirements.txt"
  printf '%s\n' "$wanted" >"$venv/stamp"
}

# need_peers: numpy, pandas and the like, which the package only works with; where they can't be had, their tests skip.
need_peers() {
  local wanted
  wanted=$(digest <"$root/scripts/peers.txt")
  [ "$(cat "$venv/peers" 2>/dev/null)" != "$wanted" ] || return 0
  say "installing numpy, pandas, pyarrow, networkx and igraph into build/venv"
  if "$python" -m pip install --quiet --disable-pip-version-check --only-binary :all: -r "$root/scripts/peers.txt"; then
    printf '%s\n' "$wanted" >"$venv/peers"
  else
    say "pip can't get the packages of scripts/peers.txt: what they are tested with is skipped"
  fi
}

# digest_of PATH...: one line that changes when a file under the paths, relative to the root, does.
digest_of() {
  (cd "$root" && find "$@" -type f ! -path '*/__pycache__/*' | LC_ALL=C sort | while IFS= read -r file; do
    printf '%s\n' "$file"
    cat "$file"
  done | digest)
}

# build_preset NAME [cmake option...]: configure once, build what changed; quiet unless something is wrong.
build_preset() {
  local preset=$1 log=$root/build/$1.log
  shift
  mkdir -p "$root/build"
  (cd "$root" && cmake --preset "$preset" "$@" >"$log" 2>&1 && cmake --build "build/$preset" -j "$jobs" >>"$log" 2>&1) || {
    tail -n 40 "$log" >&2
    die "the $preset build stopped; the whole of it: build/$preset.log"
  }
}

# The release build, installed into build/prefix as a user would have it.
build_release() {
  build_preset release -DRSUP_BUILD_LUA=ON -DRSUP_LUA_DIR="$root/build/lua"
  cmake --install "$root/build/release" --prefix "$root/build/prefix" >>"$root/build/release.log"
}

# The example program, as a stranger to this tree would build it: against the installed copy.
build_today() {
  local log=$root/build/today.log
  { cmake -G Ninja -S "$root/examples/today" -B "$root/build/today" -DCMAKE_BUILD_TYPE=Release \
    -DCMAKE_PREFIX_PATH="$root/build/prefix" && cmake --build "$root/build/today"; } >"$log" 2>&1 || {
    tail -n 40 "$log" >&2
    die "examples/today does not build; the whole of it: build/today.log"
  }
}

# The Python package, into build/venv; only when something it is made of changed.
install_python() {
  local now stamp=$root/build/python.stamp
  now=$(digest_of lib include cmake bindings/python CMakeLists.txt pyproject.toml scripts/requirements.txt)
  [ "$(cat "$stamp" 2>/dev/null)" != "$now" ] || [ ! -x "$python" ] || return 0
  "$python" -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --force-reinstall \
    --config-settings=build-dir="$root/build/python" "$root" || die "the Python package can't be built"
  printf '%s\n' "$now" >"$stamp"
}
