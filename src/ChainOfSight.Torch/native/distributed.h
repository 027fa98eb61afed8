// What the parts of the distributed door share.
#pragma once

#include "cos_distributed.h"
#include "door.h"

#include <algorithm>
#include <cctype>
#include <string>

#ifdef USE_C10D
#include <torch/csrc/distributed/c10d/Store.hpp>
#endif

namespace door {

#ifdef USE_C10D
using Store = c10::intrusive_ptr<c10d::Store>;

inline Store& store_of(cos_store store) {
  return *static_cast<Store*>(store);
}
#endif

// c10d and Gloo tell time-outs and lost peers by their text only.
inline int sort_out(int code) {
  if (code == COS_OK) return code;
  std::string text = cos_error_text();
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  auto has = [&](const char* part) { return text.find(part) != std::string::npos; };
  if (has("timed out") || has("timeout")) return COS_ERROR_TIMEOUT;
  if (has("connection") || has("socket") || has("broken pipe") || has("address")) return COS_ERROR_NETWORK;
  return code;
}

template <class Body>
int guarded_network(Body&& body) noexcept {
  return sort_out(guarded(std::forward<Body>(body)));
}

} // namespace door
