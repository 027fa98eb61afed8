// Stores of c10d.
#include "distributed.h"

#include <cstdlib>
#include <cstring>
#include <vector>

#ifdef USE_C10D
#include <torch/csrc/distributed/c10d/FileStore.hpp>
#include <torch/csrc/distributed/c10d/TCPStore.hpp>

COS_API int cos_store_tcp(
    const char* host, int32_t port, int32_t server, int64_t timeout, cos_store* made, int32_t* bound_port) {
  return door::guarded_network([&] {
    c10d::TCPStoreOptions options;
    options.port = static_cast<uint16_t>(port);
    options.isServer = server != 0;
    options.waitWorkers = false;
    // c10d connects within whole seconds, rounded down: 900 ms would be none at all.
    options.timeout = std::chrono::seconds((timeout + 999) / 1000);
    auto store = c10::make_intrusive<c10d::TCPStore>(host, options);
    store->setTimeout(std::chrono::milliseconds(timeout));
    *bound_port = store->getPort();
    *made = new door::Store(std::move(store));
  });
}

COS_API int cos_store_file(const char* path, int32_t size, int64_t timeout, cos_store* made) {
  return door::guarded_network([&] {
    auto store = c10::make_intrusive<c10d::FileStore>(path, size);
    store->setTimeout(std::chrono::milliseconds(timeout));
    store->add("opened", 1);  // makes the file: a path that is of no use fails here
    *made = new door::Store(std::move(store));
  });
}

COS_API int cos_store_set(cos_store store, const char* key, const uint8_t* value, int64_t length) {
  return door::guarded_network([&] { door::store_of(store)->set(key, std::vector<uint8_t>(value, value + length)); });
}

COS_API int cos_store_get(cos_store store, const char* key, uint8_t** value, int64_t* length) {
  return door::guarded_network([&] {
    const auto found = door::store_of(store)->get(key);
    *value = static_cast<uint8_t*>(std::malloc(std::max<size_t>(found.size(), 1)));
    if (*value == nullptr) throw std::bad_alloc();
    if (!found.empty()) std::memcpy(*value, found.data(), found.size());
    *length = static_cast<int64_t>(found.size());
  });
}

COS_API int cos_store_add(cos_store store, const char* key, int64_t amount, int64_t* sum) {
  return door::guarded_network([&] { *sum = door::store_of(store)->add(key, amount); });
}

COS_API int cos_store_wait(cos_store store, const char* const* keys, int32_t count, int64_t timeout) {
  return door::guarded_network([&] {
    door::store_of(store)->wait(std::vector<std::string>(keys, keys + count), std::chrono::milliseconds(timeout));
  });
}

COS_API int cos_store_check(cos_store store, const char* key, int32_t* there) {
  return door::guarded_network([&] { *there = door::store_of(store)->check({key}); });
}

COS_API void cos_store_free(cos_store store) {
  delete static_cast<door::Store*>(store);
}

#else

static int without_c10d() {
  return door::guarded([] { throw door::Unsupported("the loaded libtorch was built without c10d: no stores"); });
}

COS_API int cos_store_tcp(const char*, int32_t, int32_t, int64_t, cos_store*, int32_t*) { return without_c10d(); }
COS_API int cos_store_file(const char*, int32_t, int64_t, cos_store*) { return without_c10d(); }
COS_API int cos_store_set(cos_store, const char*, const uint8_t*, int64_t) { return without_c10d(); }
COS_API int cos_store_get(cos_store, const char*, uint8_t**, int64_t*) { return without_c10d(); }
COS_API int cos_store_add(cos_store, const char*, int64_t, int64_t*) { return without_c10d(); }
COS_API int cos_store_wait(cos_store, const char* const*, int32_t, int64_t) { return without_c10d(); }
COS_API int cos_store_check(cos_store, const char*, int32_t*) { return without_c10d(); }
COS_API void cos_store_free(cos_store) {}

#endif

COS_API void cos_store_value_free(uint8_t* value) {
  std::free(value);
}
