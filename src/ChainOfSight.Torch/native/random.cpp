// Seeds and random state per device.
#include "door.h"

#include <ATen/Context.h>
#include <ATen/core/Generator.h>

#include <mutex>

namespace door {

static at::Generator generator(int32_t device) {
  return at::globalContext().defaultGenerator(device_of(device));
}

} // namespace door

COS_API int cos_random_seed(int64_t seed) {
  return door::guarded([&] { at::manual_seed(static_cast<uint64_t>(seed)); });
}

COS_API int cos_random_get(int32_t device, cos_tensor* state) {
  return door::guarded([&] {
    auto generator = door::generator(device);
    std::lock_guard<std::mutex> lock(generator.mutex());
    *state = door::give(generator.get_state());
  });
}

COS_API int cos_random_set(int32_t device, cos_tensor state) {
  return door::guarded([&] {
    auto generator = door::generator(device);
    std::lock_guard<std::mutex> lock(generator.mutex());
    generator.set_state(door::borrow(state));
  });
}
