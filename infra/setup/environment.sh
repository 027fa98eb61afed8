# Settings of the process that are worth a factor and that a user should not have to know.

prefer_fast_blas() {
  # A core type left in the environment caps OpenBLAS at an older instruction set.
  [ -n "${COS_KEEP_OPENBLAS:-}" ] || unset OPENBLAS_CORETYPE
  # OpenBLAS on OpenMP shares libtorch's threads; its own threads would fight them.
  local directory
  for directory in /usr/lib/*/openblas-openmp; do
    [ -z "${LIBTORCH:-}" ] && [ -e "$directory/libblas.so.3" ] &&
      export LD_LIBRARY_PATH="$directory${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
  done
  # glibc gives back memory of every big tensor at once and faults it in again a moment later.
  export MALLOC_TRIM_THRESHOLD_=${MALLOC_TRIM_THRESHOLD_:-268435456} MALLOC_MMAP_THRESHOLD_=${MALLOC_MMAP_THRESHOLD_:-33554432}
  export DOTNET_TieredPGO=${DOTNET_TieredPGO:-1} DOTNET_gcServer=${DOTNET_gcServer:-0}
  return 0
}
