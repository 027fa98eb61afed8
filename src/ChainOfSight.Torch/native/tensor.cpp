// Life, shape and memory of tensors.
#include "door.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>

#include <cstring>

namespace door {
std::atomic<int64_t> live_handles{0};

static void check_bytes(const at::Tensor& t, int64_t bytes) {
  TORCH_CHECK(
      static_cast<int64_t>(t.nbytes()) == bytes, "the memory holds ", bytes, " bytes, the tensor ", t.nbytes(), " bytes");
}
} // namespace door

COS_API void cos_tensor_release(cos_tensor t) {
  door::take(t);
}

COS_API int cos_tensor_share(cos_tensor t, cos_tensor* same) {
  return door::guarded([&] { *same = door::give(door::borrow(t)); });
}

COS_API int64_t cos_tensors_live(void) {
  return door::live_handles.load(std::memory_order_relaxed);
}

COS_API int32_t cos_tensor_rank(cos_tensor t) {
  return static_cast<int32_t>(door::impl(t)->dim());
}

COS_API int64_t cos_tensor_count(cos_tensor t) {
  return door::impl(t)->numel();
}

COS_API int32_t cos_tensor_dtype(cos_tensor t) {
  return static_cast<int32_t>(c10::typeMetaToScalarType(door::impl(t)->dtype()));
}

COS_API int32_t cos_tensor_device(cos_tensor t) {
  return door::pack(door::impl(t)->device());
}

COS_API int32_t cos_tensor_contiguous(cos_tensor t) {
  return door::impl(t)->is_contiguous();
}

COS_API int cos_tensor_sizes(cos_tensor t, int64_t* into) {
  return door::guarded([&] {
    auto sizes = door::impl(t)->sizes();
    std::copy(sizes.begin(), sizes.end(), into);
  });
}

COS_API int cos_tensor_strides(cos_tensor t, int64_t* into) {
  return door::guarded([&] {
    auto strides = door::impl(t)->strides();
    std::copy(strides.begin(), strides.end(), into);
  });
}

COS_API int cos_tensor_data(cos_tensor t, void** pointer) {
  return door::guarded([&] {
    auto tensor = door::borrow(t);
    *pointer = tensor.is_meta() ? nullptr : tensor.data_ptr();
  });
}

COS_API int cos_tensor_storage_bytes(cos_tensor t, int64_t* bytes) {
  return door::guarded([&] { *bytes = door::impl(t)->is_meta() ? 0 : static_cast<int64_t>(door::impl(t)->storage().nbytes()); });
}

COS_API int64_t cos_tensor_identity(cos_tensor t) {
  return reinterpret_cast<int64_t>(t);
}

COS_API int cos_tensor_copy_in(
    const void* from, int64_t bytes, int32_t dtype, const int64_t* sizes, int32_t rank, cos_tensor* made) {
  return door::guarded([&] {
    auto t = at::empty(c10::IntArrayRef(sizes, rank), at::TensorOptions(static_cast<c10::ScalarType>(dtype)));
    door::check_bytes(t, bytes);
    if (bytes > 0) std::memcpy(t.data_ptr(), from, bytes);
    *made = door::give(std::move(t));
  });
}

COS_API int cos_tensor_from_blob(void* memory, int32_t dtype, const int64_t* sizes, int32_t rank,
    cos_release_fn release, int64_t context, cos_tensor* made) {
  return door::guarded([&] {
    *made = door::give(at::from_blob(
        memory,
        c10::IntArrayRef(sizes, rank),
        [release, context](void*) { release(context); },
        at::TensorOptions(static_cast<c10::ScalarType>(dtype))));
  });
}

COS_API int cos_tensor_copy_out(cos_tensor t, void* into, int64_t bytes) {
  return door::guarded([&] {
    auto source = door::borrow(t).detach();
    door::check_bytes(source, bytes);
    if (bytes == 0) return;
    auto target = at::from_blob(into, source.sizes(), at::TensorOptions(source.scalar_type()));
    target.copy_(source);
  });
}

COS_API int cos_tensor_set_data(cos_tensor t, cos_tensor data) {
  return door::guarded([&] { door::borrow(t).set_data(door::borrow(data)); });
}

COS_API int32_t cos_tensor_requires_grad(cos_tensor t) {
  return door::borrow(t).requires_grad();
}

COS_API int cos_tensor_set_requires_grad(cos_tensor t, int32_t on) {
  return door::guarded([&] { door::borrow(t).set_requires_grad(on != 0); });
}

COS_API int32_t cos_tensor_is_leaf(cos_tensor t) {
  return door::borrow(t).is_leaf();
}

COS_API int cos_tensor_grad(cos_tensor t, cos_tensor* grad) {
  return door::guarded([&] {
    auto tensor = door::borrow(t);
    *grad = tensor.is_leaf() ? door::give(tensor.grad()) : nullptr;
  });
}

COS_API int cos_tensor_set_grad(cos_tensor t, cos_tensor grad) {
  return door::guarded([&] {
    auto tensor = door::borrow(t);
    auto value = door::borrow(grad);
    TORCH_CHECK(!value.defined() || value.sizes() == tensor.sizes(),
        "a gradient of shape ", value.defined() ? value.sizes() : c10::IntArrayRef(), " cannot be given to a tensor of shape ", tensor.sizes());
    tensor.mutable_grad() = value;
  });
}

COS_API int cos_tensor_version(cos_tensor t, int64_t* version) {
  return door::guarded([&] { *version = door::borrow(t)._version(); });
}
