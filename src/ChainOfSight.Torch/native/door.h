// What every part of the door shares: errors become codes, handles become tensors.
#pragma once

#include "cos.h"

#include <ATen/core/Tensor.h>
#include <c10/core/Device.h>
#include <torch/version.h>

#include <atomic>
#include <optional>
#include <stdexcept>
#include <string>

namespace door {

// libtorch's own optional became the standard's, and its name goes away.
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 5)
template <class T>
using Optional = std::optional<T>;
inline constexpr auto none = std::nullopt;
#else
template <class T>
using Optional = c10::optional<T>;
inline constexpr auto none = c10::nullopt;
#endif

// A C# callback failed; the token names the exception that C# keeps.
struct CallbackError : std::runtime_error {
  explicit CallbackError(int64_t t) : std::runtime_error(std::to_string(t)) {}
};

struct Unsupported : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct SchemaMismatch : std::runtime_error {
  using std::runtime_error::runtime_error;
};

int record_current_exception() noexcept;

template <class Body>
int guarded(Body&& body) noexcept {
  try {
    body();
    return COS_OK;
  } catch (...) {
    return record_current_exception();
  }
}

extern std::atomic<int64_t> live_handles;

// A handle owns one reference of the TensorImpl.
inline cos_tensor give(at::Tensor t) {
  if (!t.defined()) return nullptr;
  live_handles.fetch_add(1, std::memory_order_relaxed);
  return t.unsafeReleaseTensorImpl();
}

inline at::Tensor borrow(cos_tensor handle) {
  if (handle == nullptr) return at::Tensor();
  return at::Tensor(c10::intrusive_ptr<at::TensorImpl, at::UndefinedTensorImpl>::reclaim_copy(
      static_cast<at::TensorImpl*>(handle)));
}

inline at::Tensor take(cos_tensor handle) {
  if (handle == nullptr) return at::Tensor();
  live_handles.fetch_sub(1, std::memory_order_relaxed);
  return at::Tensor(c10::intrusive_ptr<at::TensorImpl, at::UndefinedTensorImpl>::reclaim(
      static_cast<at::TensorImpl*>(handle)));
}

inline const at::TensorImpl* impl(cos_tensor handle) {
  return static_cast<const at::TensorImpl*>(handle);
}

inline c10::Device device_of(int64_t packed) {
  return c10::Device(
      static_cast<c10::DeviceType>(packed >> 8), static_cast<c10::DeviceIndex>(static_cast<int8_t>(packed & 0xff)));
}

inline int32_t pack(c10::Device device) {
  return static_cast<int32_t>(device.type()) << 8 | (static_cast<int32_t>(device.index()) & 0xff);
}

inline int copy_text(const std::string& text, char* into, int32_t capacity, int32_t* needed) {
  *needed = static_cast<int32_t>(text.size());
  if (capacity >= *needed) text.copy(into, text.size());
  return COS_OK;
}

} // namespace door
