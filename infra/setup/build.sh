# Builds once; a source newer than the stamp builds again. A build that failed leaves no stamp.

newer_than() {
  [ -n "$(find "$root/src" "$root/grains" "$root/silo" "$root"/Directory.*.props "$root/global.json" "${@:2}" -newer "$1" \
    \( -name '*.cs' -o -name '*.csproj' -o -name '*.props' -o -name '*.targets' -o -name '*.cpp' -o -name '*.h' -o -name '*.sh' -o -name '*.txt' -o -name '*.json' \) -print -quit 2>/dev/null)" ]
}

built_is_stale() {
  newer_than "$artifacts/.built" || [ "$(cat "$artifacts/.built")" != "$(build_settings)" ]
}

# What a build depends on beside the sources.
build_settings() { printf '%s\n' "LIBTORCH=${LIBTORCH:-}"; }

# build_product PROJECT WHAT STAMP
build_product() {
  local project=$1 what=$2 stamp=$3 log=$artifacts/build.log started
  mkdir -p "$artifacts"
  started=$(mktemp "$artifacts/.started.XXXXXX")
  build_settings >"$started"
  say "building $what (first use takes a minute or two; log: artifacts/build.log) …"
  local restore=()
  if [ -n "$offline" ]; then
    [ -e "$artifacts/obj/ChainOfSight.Cli/project.assets.json" ] ||
      { rm -f "$started"; die "COS_OFFLINE is set and the NuGet packages were never restored here. Run once without COS_OFFLINE."; }
    restore=(--no-restore)
  fi
  if ! dotnet build "$root/$project" -c Release -v quiet -nologo --disable-build-servers "${restore[@]}" >"$log" 2>&1; then
    rm -f "$started"
    grep -E 'error|cos-native' "$log" | sort -u | head -n 12 >&2 || tail -n 12 "$log" >&2
    die "the build failed; the whole log is in artifacts/build.log."
  fi
  # The stamp carries the time at which the build began: an edit made meanwhile builds again.
  mv -f "$started" "$stamp"
}
