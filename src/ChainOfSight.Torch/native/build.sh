#!/usr/bin/env bash
# Builds libcos_torch.so against $LIBTORCH (a libtorch folder or an installed PyTorch's package
# folder) or, without it, the system's libtorch.   usage: build.sh [output folder]
# The result is cached by a hash of sources, flags, compiler and libtorch, so that clones share it.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
out=${1:-$here/../../../artifacts/native}
cxx=${CXX:-g++}

fail() {
  echo "native/build.sh : error $1: $2" >&2
  exit 1
}

command -v "$cxx" > /dev/null || fail COS0001 \
  "no C++ compiler ('$cxx'). Install one (Debian, Ubuntu: apt-get install g++) or name yours with CXX=."

# --- which libtorch ---------------------------------------------------------------------------
if [[ -n ${LIBTORCH:-} ]]; then
  root=$LIBTORCH
  [[ -d $root/torch/lib ]] && root=$root/torch
  [[ -e $root/lib/libtorch_cpu.so ]] || fail COS0002 \
    "LIBTORCH=$LIBTORCH holds no lib/libtorch_cpu.so. Give the folder of a libtorch, or of an installed PyTorch: python3 -c 'import torch, os; print(os.path.dirname(torch.__file__))'."
  [[ -e $root/include/ATen/core/Tensor.h ]] || fail COS0003 \
    "LIBTORCH=$LIBTORCH has libraries but no include folder: this is not a development libtorch."
  lib=$root/lib
  includes=(-isystem "$root/include" -isystem "$root/include/torch/csrc/api/include") # not ours to warn about
  headers=$root/include
  rpath=(-Wl,-rpath,"$lib")
  config=$root/share/cmake/Torch/TorchConfig.cmake
else
  found=$("$cxx" -print-file-name=libtorch_cpu.so)
  [[ $found == /* && -e /usr/include/ATen/core/Tensor.h ]] || fail COS0004 \
    "no libtorch on this system. Install it (Debian: apt-get install libtorch-dev libgloo-dev) or set LIBTORCH to a libtorch folder or to an installed PyTorch's package folder."
  lib=$(dirname "$(readlink -f "$found")")
  includes=(-I/usr/include/torch/csrc/api/include)
  headers=/usr/include
  rpath=()
  config=$lib/cmake/Torch/TorchConfig.cmake
fi

# --- how it was built -------------------------------------------------------------------------
# Two layouts of std::string exist in libstdc++; the wrong one links and then finds no symbol.
abi=$(sed -n 's/.*_GLIBCXX_USE_CXX11_ABI=\([01]\).*/\1/p' "$config" 2> /dev/null | head -1 || true)
if [[ -z $abi ]]; then
  if grep -q '_ZN3c106detail14torchCheckFailEPKcS2_jRKNSt7__cxx1112basic_string' "$lib/libc10.so"; then abi=1; else abi=0; fi
fi
# Headers from 2.9 on use C++20.
release=$(printf '#include <torch/version.h>\nTORCH_VERSION_MAJOR.TORCH_VERSION_MINOR' | "$cxx" -E -P "${includes[@]}" -x c++ - 2> /dev/null | tail -1 | tr -d ' ' || true)
standard=c++17
[[ ${release%%.*} -ge 2 && ${release##*.} -ge 9 ]] && standard=c++20
flags=("-std=$standard" -O2 -fno-math-errno -fPIC -fvisibility=hidden -Wall -Wno-unknown-pragmas "-D_GLIBCXX_USE_CXX11_ABI=$abi")
libraries=(-ltorch -ltorch_cpu -lc10)

# Headers of Gloo belong to the libtorch that was built with them, never to another one.
[[ -e $headers/torch/csrc/distributed/c10d/ProcessGroup.hpp ]] && flags+=(-DUSE_DISTRIBUTED -DUSE_C10D)
[[ -e $headers/torch/csrc/distributed/c10d/ProcessGroupGloo.hpp && -e $headers/gloo/algorithm.h ]] && flags+=(-DUSE_C10D_GLOO)

if [[ -e $lib/libtorch_cuda.so && ${COS_CUDA:-1} != 0 ]]; then
  cuda=
  for place in ${CUDA_HOME:+"$CUDA_HOME/include"} ${CUDA_PATH:+"$CUDA_PATH/include"} \
    "$lib"/../../nvidia/cuda_runtime/include "$lib"/../../nvidia/cu*/include /usr/local/cuda/include /usr/include; do
    [[ -e $place/cuda_runtime_api.h ]] && cuda=$place && break
  done
  [[ -n $cuda ]] || fail COS0005 \
    "$lib has CUDA, but cuda_runtime_api.h was found nowhere. Set CUDA_HOME to a CUDA toolkit of the same major version, or pip install nvidia-cuda-runtime-cu12; COS_CUDA=0 builds for the CPU only."
  flags+=(-DCOS_CUDA)
  includes+=(-I"$cuda")
  for place in "$cuda"/../../*/include; do [[ -d $place ]] && includes+=(-I"$place"); done
  libraries+=(-ltorch_cuda -lc10_cuda)
  nccl=0
  for place in "$cuda" "$cuda"/../../nccl/include /usr/include; do [[ -e $place/nccl.h ]] && nccl=1; done
  [[ $nccl == 1 && -e $headers/torch/csrc/distributed/c10d/ProcessGroupNCCL.hpp ]] && flags+=(-DUSE_C10D_NCCL)
fi

# --- cached by content ------------------------------------------------------------------------
key=$({
  echo "${flags[*]} ${includes[*]} ${libraries[*]}"
  "$cxx" --version | head -1
  readlink -f "$lib/libtorch_cpu.so"
  stat -L -c '%s %Y' "$lib/libtorch_cpu.so"
  cat "$here"/build.sh "$here"/*.h "$here"/*.cpp
} | sha256sum | cut -c1-24)
cache=${XDG_CACHE_HOME:-${HOME:-/var/tmp}/.cache}/chainofsight/native/$key
mkdir -p "$out"

if [[ ! -e $cache/libcos_torch.so ]]; then
  mkdir -p "$cache"
  work=$(mktemp -d "$cache/build.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  jobs=${COS_BUILD_JOBS:-$(nproc)}
  echo "building libcos_torch.so for $lib (once per libtorch and source change)"
  printf '%s\0' "$here"/*.cpp | xargs -0 -P "$jobs" -I{} sh -c '
    out=$1/$(basename "$2" .cpp).o; shift 2; exec "$@" -o "$out"' _ "$work" {} "$cxx" "${flags[@]}" "${includes[@]}" -c {} \
    || fail COS0006 "the compiler refused a native source; see its message above. Supported are libtorch 1.13 to 2.11."
  # Symbols are bound at load (-z now): a wrong libtorch is then an error, not the end of the process later.
  "$cxx" -shared -o "$work/libcos_torch.so" "$work"/*.o -L"$lib" "${rpath[@]}" \
    -Wl,-z,now -Wl,--no-as-needed "${libraries[@]}" -Wl,--as-needed -lpthread -ldl \
    || fail COS0007 "linking against $lib failed; see the message above."
  mv "$work/libcos_torch.so" "$cache/libcos_torch.so"
fi

# A process may have the old file mapped: replace the name, never the content.
if ! cmp -s "$cache/libcos_torch.so" "$out/libcos_torch.so"; then
  cp "$cache/libcos_torch.so" "$out/.libcos_torch.so.$$"
  mv "$out/.libcos_torch.so.$$" "$out/libcos_torch.so"
fi
