// Which BLAS multiplies matrices, and with how many threads of its own.
#include "blas.h"

#include <ATen/Parallel.h>

#include <dlfcn.h>
#include <limits.h>
#include <stdlib.h>

namespace door {

std::string file_of(const void* symbol) {
  Dl_info info;
  if (symbol == nullptr || dladdr(symbol, &info) == 0 || info.dli_fname == nullptr) return "";
  char real[PATH_MAX];
  return realpath(info.dli_fname, real) != nullptr ? real : info.dli_fname;
}

std::string torch_file() {
  return file_of(reinterpret_cast<const void*>(&at::get_num_threads));
}

// Looked up the way libtorch itself finds it: C# opens libraries without showing their symbols to others.
void* blas_symbol(const char* name) {
  static void* torch = dlopen(torch_file().c_str(), RTLD_LAZY | RTLD_NOLOAD);
  return torch == nullptr ? nullptr : dlsym(torch, name);
}

} // namespace door

COS_API int cos_blas_path(char* into, int32_t capacity, int32_t* needed) {
  return door::guarded([&] { door::copy_text(door::file_of(door::blas_symbol("sgemm_")), into, capacity, needed); });
}

COS_API int32_t cos_blas_threads(void) {
  auto get = reinterpret_cast<int (*)()>(door::blas_symbol("openblas_get_num_threads"));
  return get == nullptr ? 0 : get();
}

COS_API int cos_set_blas_threads(int32_t count) {
  return door::guarded([&] {
    auto set = reinterpret_cast<void (*)(int)>(door::blas_symbol("openblas_set_num_threads"));
    if (set == nullptr) throw door::Unsupported("this BLAS has no threads of its own to set; torch.set_num_threads rules it");
    TORCH_CHECK(count > 0, "BLAS needs at least one thread, got ", count);
    set(count);
  });
}
