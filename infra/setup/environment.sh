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
  keep_memory
  export DOTNET_gcServer=${DOTNET_gcServer:-0}
  # .NET fills as much new memory as the last-level cache is large before it collects for the first time: a hundred megabytes and more on
  # large processors, and never gives them back. A training step makes some ten kilobytes of managed objects. 8 MiB, in hexadecimal.
  export DOTNET_GCgen0size=${DOTNET_GCgen0size:-0x800000}
  return 0
}

# glibc maps the memory of every big tensor anew, gives it back at once and searches ever longer lists for the small ones. jemalloc does neither.
keep_memory() {
  local library
  for library in /usr/lib/*/libjemalloc.so.2; do
    if [ -e "$library" ] && [ -z "${LD_PRELOAD:-}" ]; then
      # Each arena that a thread of .NET has touched keeps some large pages of its own: one for each processor, not four.
      export LD_PRELOAD=$library MALLOC_CONF=${MALLOC_CONF:-thp:always,oversize_threshold:0,narenas:$(nproc)}
      return 0
    fi
  done
  # Second best, where it is not there: one heap that is kept, in large pages where the kernel gives them.
  export MALLOC_MMAP_MAX_=${MALLOC_MMAP_MAX_:-0} MALLOC_ARENA_MAX=${MALLOC_ARENA_MAX:-1} MALLOC_TRIM_THRESHOLD_=${MALLOC_TRIM_THRESHOLD_:-17179869184}
  export GLIBC_TUNABLES=${GLIBC_TUNABLES:-glibc.malloc.hugetlb=1}
}
