# What the product needs of the machine, each with the Debian package that brings it and why.
# Looks for the thing itself, not for the package: an own build in the usual place counts.

has_library() { ldconfig -p 2>/dev/null | grep -q "$1" || [ -n "$(find /usr/lib /usr/local/lib -maxdepth 3 -name "$1*" -print -quit 2>/dev/null)" ]; }

# Prints "package<TAB>why" for all that is missing.
missing_packages() {
  command -v g++ >/dev/null || printf 'g++\tcompiles the small native library that calls libtorch\n'
  if [ -z "${LIBTORCH:-}" ]; then
    [ -e /usr/include/torch/csrc/api/include/torch/torch.h ] || [ -e /usr/include/torch/torch.h ] || printf 'libtorch-dev\ttensors and automatic differentiation\n'
    [ -e /usr/include/gloo/context.h ] || printf 'libgloo-dev\tcollectives between processes\n'
    has_library openblas-openmp || has_openblas_openmp || printf 'libopenblas0-openmp\tmatrix products 50 times faster than the reference BLAS\n'
  fi
  has_library libvips.so.42 || printf 'libvips42\tdecodes JPEG, PNG, WebP and GIF\n'
  [ -e /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf ] || printf 'fonts-dejavu-core\ttype for text in composed scenes\n'
  # Only speed hangs on it, so that nothing stops where it cannot be had.
  [ -n "$offline" ] || ! command -v apt-get >/dev/null || has_library libjemalloc.so.2 || printf 'libjemalloc2\tkeeps the memory of tensors between steps, which makes them faster\n'
  command -v npm >/dev/null || printf 'npm\tfetches tokenizers and flags by package name\n'
}

has_openblas_openmp() { compgen -G '/usr/lib/*/openblas-openmp/libblas.so.3' >/dev/null; }

ensure_packages() {
  command -v dotnet >/dev/null || die \
    "the .NET SDK 10 is not on PATH; it is the one thing this launcher does not install." \
    "Install it from your distribution or from Microsoft (https://dot.net), then run the same command again."
  local missing names
  missing=$(missing_packages)
  [ -n "$missing" ] || return 0
  names=$(cut -f1 <<<"$missing" | tr '\n' ' ')
  say "missing on this machine:"
  while IFS=$'\t' read -r name why; do say "  $name: $why"; done <<<"$missing"
  if [ -n "$offline" ]; then
    die "COS_OFFLINE is set, so nothing is installed. Install them yourself: apt-get install $names" \
      "or, for tensors, name an own libtorch: LIBTORCH=/path/to/libtorch"
  fi
  command -v apt-get >/dev/null || die "apt-get is not here. Install the counterparts of these Debian packages by hand: $names"
  local as_root=()
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || die "installing needs root and sudo is not here. As root: apt-get install $names"
    as_root=(sudo)
  fi
  mkdir -p "$artifacts"
  local log=$artifacts/setup.log
  say "installing them with ${as_root[*]:+sudo }apt-get (log: artifacts/setup.log) …"
  # shellcheck disable=SC2086 # names are words
  "${as_root[@]}" apt-get update >"$log" 2>&1 &&
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $names >>"$log" 2>&1 ||
    { tail -n 8 "$log" >&2; die "apt-get failed; the whole log is in artifacts/setup.log. Mend that, then run the same command again."; }
  say "installed."
}
