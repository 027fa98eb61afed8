// Versions, threads, determinism and autocast.
#include "blas.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <ATen/autocast_mode.h>
#include <torch/version.h>

#include <sstream>

namespace door {

static std::string report() {
  std::ostringstream out;
  const auto& context = at::globalContext();
  out << "torch=" << cos_loaded_version() << "\n"
      << "built_for=" << TORCH_VERSION << "\n"
      << "library=" << torch_file() << "\n"
      << "lapack=" << context.hasLAPACK() << "\n"
      << "mkl=" << context.hasMKL() << "\n"
      << "onednn=" << context.hasMKLDNN() << "\n"
      << "openmp=" << context.hasOpenMP() << "\n"
      << "cuda=" << cos_cuda_built() << "\n"
#ifdef USE_C10D_GLOO
      << "gloo=1\n"
#else
      << "gloo=0\n"
#endif
#ifdef USE_C10D_NCCL
      << "nccl=1\n"
#else
      << "nccl=0\n"
#endif
      << "openblas=" << (blas_symbol("openblas_get_config") != nullptr) << "\n"
      << "details=" << at::show_config();
  return out.str();
}

#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
static bool autocast_on(c10::DeviceType type) { return at::autocast::is_autocast_enabled(type); }
static c10::ScalarType autocast_dtype(c10::DeviceType type) { return at::autocast::get_autocast_dtype(type); }
static void autocast_set(c10::DeviceType type, bool on, c10::ScalarType dtype) {
  at::autocast::set_autocast_enabled(type, on);
  at::autocast::set_autocast_dtype(type, dtype);
}
#else
static bool autocast_on(c10::DeviceType type) {
  return type == c10::kCUDA ? at::autocast::is_enabled() : at::autocast::is_cpu_enabled();
}
static c10::ScalarType autocast_dtype(c10::DeviceType type) {
  return type == c10::kCUDA ? at::autocast::get_autocast_gpu_dtype() : at::autocast::get_autocast_cpu_dtype();
}
static void autocast_set(c10::DeviceType type, bool on, c10::ScalarType dtype) {
  if (type == c10::kCUDA) {
    at::autocast::set_enabled(on);
    at::autocast::set_autocast_gpu_dtype(dtype);
  } else {
    at::autocast::set_cpu_enabled(on);
    at::autocast::set_autocast_cpu_dtype(dtype);
  }
}
#endif

static c10::DeviceType castable(int32_t type) {
  auto device = static_cast<c10::DeviceType>(type);
  if (device != c10::kCPU && device != c10::kCUDA) throw Unsupported("autocast is for cpu and cuda");
  return device;
}

} // namespace door

COS_API int32_t cos_abi(void) {
  return COS_ABI;
}

COS_API const char* cos_built_for(void) {
  return TORCH_VERSION;
}

COS_API const char* cos_loaded_version(void) {
  // Only a header constant in older releases: there the soname carries the version instead.
  static const std::string version = [] {
    std::string config = at::show_config();
    auto at = config.find("TORCH_VERSION=");
    if (at == std::string::npos) return std::string(TORCH_VERSION);
    at += 14;
    return config.substr(at, config.find_first_of(", \n", at) - at);
  }();
  return version.c_str();
}

COS_API int cos_build_report(char* into, int32_t capacity, int32_t* needed) {
  return door::guarded([&] { door::copy_text(door::report(), into, capacity, needed); });
}

COS_API int32_t cos_threads(void) {
  return at::get_num_threads();
}

COS_API int cos_set_threads(int32_t count) {
  return door::guarded([&] { at::set_num_threads(count); });
}

COS_API int32_t cos_interop_threads(void) {
  return at::get_num_interop_threads();
}

COS_API int cos_set_interop_threads(int32_t count) {
  return door::guarded([&] { at::set_num_interop_threads(count); });
}

COS_API int cos_set_deterministic(int32_t on, int32_t warn_only) {
  return door::guarded([&] { at::globalContext().setDeterministicAlgorithms(on != 0, warn_only != 0); });
}

COS_API int32_t cos_deterministic(void) {
  return at::globalContext().deterministicAlgorithms();
}

COS_API int cos_set_autocast(int32_t device_type, int32_t on, int32_t dtype) {
  return door::guarded([&] {
    door::autocast_set(door::castable(device_type), on != 0, static_cast<c10::ScalarType>(dtype));
  });
}

COS_API int cos_autocast(int32_t device_type, int32_t* on, int32_t* dtype) {
  return door::guarded([&] {
    auto type = door::castable(device_type);
    *on = door::autocast_on(type);
    *dtype = static_cast<int32_t>(door::autocast_dtype(type));
  });
}

COS_API void cos_autocast_clear(void) {
  at::autocast::clear_cache();
}
