# Builds the benchmarks and runs one of them: ours and the peers in turn.

# The peers are what we are measured against; nothing else needs them.
ensure_peers() {
  /usr/bin/python3 -c 'import torch, PIL, numpy' 2>/dev/null && return 0
  [ -n "${COS_PEER_PYTHON:-}" ] && return 0
  [ -z "$offline" ] || die "COS_OFFLINE is set, and the peers are not here. Install them yourself: apt-get install python3-torch python3-pil python3-numpy"
  say "installing what we are measured against: python3-torch, python3-pil, python3-numpy (log: artifacts/setup.log) …"
  local as_root=()
  [ "$(id -u)" = 0 ] || as_root=(sudo)
  mkdir -p "$artifacts"
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends python3-torch python3-pil python3-numpy >>"$artifacts/setup.log" 2>&1 ||
    die "apt-get failed; the log is in artifacts/setup.log. COS_PEER_PYTHON names another Python with torch, PIL and numpy."
}

run_benchmarks() {
  ensure_packages
  build_product benchmarks/ChainOfSight.Benchmarks/ChainOfSight.Benchmarks.csproj "the benchmarks" "$artifacts/.built-benchmarks"
  case "${1:-}" in "" | -h | --help | page) ;; *) ensure_peers ;; esac
  case "${1:-}" in startup | wait) [ -e "$artifacts/.built" ] || "$root/cos" --version >/dev/null ;; esac
  prefer_fast_blas
  cd "$root"
  exec dotnet "$artifacts/bin/ChainOfSight.Benchmarks/release/ChainOfSight.Benchmarks.dll" "$@"
}
