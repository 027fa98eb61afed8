// Devices, streams and memory figures of CUDA; without it every call says so.
#include "door.h"

#ifdef COS_CUDA
#include <ATen/ops/empty.h>
#include <c10/cuda/CUDACachingAllocator.h>
#include <c10/cuda/CUDAFunctions.h>
#include <c10/cuda/CUDAGuard.h>
#include <c10/cuda/CUDAStream.h>
#include <cuda_runtime_api.h>

namespace door {
static c10::cuda::CUDAStream* stream(void* s) { return static_cast<c10::cuda::CUDAStream*>(s); }
static void check(cudaError_t code) {
  TORCH_CHECK(code == cudaSuccess, cudaGetErrorString(code));
}
// A first tensor starts CUDA and its allocator, in every release alike.
static c10::DeviceIndex ready(int32_t index) {
  auto device = static_cast<c10::DeviceIndex>(index);
  at::empty({0}, at::TensorOptions().device(c10::Device(c10::kCUDA, device)));
  return device;
}
} // namespace door

COS_API int32_t cos_cuda_built(void) { return 1; }

COS_API int32_t cos_cuda_count(void) { return c10::cuda::device_count(); }

COS_API int cos_cuda_name(int32_t index, char* into, int32_t capacity, int32_t* needed) {
  return door::guarded([&] {
    cudaDeviceProp properties;
    door::check(cudaGetDeviceProperties(&properties, index));
    door::copy_text(properties.name, into, capacity, needed);
  });
}

COS_API int cos_cuda_get_device(int32_t* index) {
  return door::guarded([&] { *index = c10::cuda::current_device(); });
}

COS_API int cos_cuda_set_device(int32_t index) {
  return door::guarded([&] { c10::cuda::set_device(static_cast<c10::DeviceIndex>(index)); });
}

COS_API int cos_cuda_synchronize(int32_t index) {
  return door::guarded([&] {
    c10::cuda::CUDAGuard guard(static_cast<c10::DeviceIndex>(index));
    c10::cuda::device_synchronize();
  });
}

COS_API int cos_cuda_stream_new(int32_t index, int32_t high_priority, void** made) {
  return door::guarded([&] {
    *made = new c10::cuda::CUDAStream(
        c10::cuda::getStreamFromPool(high_priority != 0, door::ready(index)));
  });
}

COS_API int cos_cuda_stream_use(void* s, void** previous) {
  return door::guarded([&] {
    *previous = new c10::cuda::CUDAStream(c10::cuda::getCurrentCUDAStream(door::stream(s)->device_index()));
    c10::cuda::setCurrentCUDAStream(*door::stream(s));
  });
}

COS_API int cos_cuda_stream_synchronize(void* s) {
  return door::guarded([&] { door::stream(s)->synchronize(); });
}

COS_API int cos_cuda_stream_wait(void* s, void* other) {
  return door::guarded([&] {
    cudaEvent_t event;
    door::check(cudaEventCreateWithFlags(&event, cudaEventDisableTiming));
    door::check(cudaEventRecord(event, door::stream(other)->stream()));
    door::check(cudaStreamWaitEvent(door::stream(s)->stream(), event, 0));
    door::check(cudaEventDestroy(event));
  });
}

COS_API int cos_cuda_stream_free(void* s) {
  return door::guarded([&] { delete door::stream(s); });
}

COS_API int cos_cuda_memory(int32_t index, int64_t figures[4]) {
  return door::guarded([&] {
    // Figures are kept per pool; the first is the sum of all.
    auto stats = c10::cuda::CUDACachingAllocator::getDeviceStats(door::ready(index));
    cudaDeviceProp properties;
    door::check(cudaGetDeviceProperties(&properties, index));
    figures[0] = stats.allocated_bytes[0].current;
    figures[1] = stats.reserved_bytes[0].current;
    figures[2] = stats.allocated_bytes[0].peak;
    figures[3] = static_cast<int64_t>(properties.totalGlobalMem);
  });
}

COS_API int cos_cuda_memory_reset_peak(int32_t index) {
  return door::guarded([&] { c10::cuda::CUDACachingAllocator::resetPeakStats(door::ready(index)); });
}

COS_API int cos_cuda_memory_empty(void) {
  return door::guarded([&] { c10::cuda::CUDACachingAllocator::emptyCache(); });
}

#else

static int no_cuda() {
  return door::guarded([] {
    throw door::Unsupported("this libtorch has no CUDA: set LIBTORCH to a CUDA build and rebuild the native library");
  });
}

COS_API int32_t cos_cuda_built(void) { return 0; }
COS_API int32_t cos_cuda_count(void) { return 0; }
COS_API int cos_cuda_name(int32_t, char*, int32_t, int32_t*) { return no_cuda(); }
COS_API int cos_cuda_get_device(int32_t*) { return no_cuda(); }
COS_API int cos_cuda_set_device(int32_t) { return no_cuda(); }
COS_API int cos_cuda_synchronize(int32_t) { return no_cuda(); }
COS_API int cos_cuda_stream_new(int32_t, int32_t, void**) { return no_cuda(); }
COS_API int cos_cuda_stream_use(void*, void**) { return no_cuda(); }
COS_API int cos_cuda_stream_synchronize(void*) { return no_cuda(); }
COS_API int cos_cuda_stream_wait(void*, void*) { return no_cuda(); }
COS_API int cos_cuda_stream_free(void*) { return no_cuda(); }
COS_API int cos_cuda_memory(int32_t, int64_t*) { return no_cuda(); }
COS_API int cos_cuda_memory_reset_peak(int32_t) { return no_cuda(); }
COS_API int cos_cuda_memory_empty(void) { return no_cuda(); }

#endif
