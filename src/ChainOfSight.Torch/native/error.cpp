// Exceptions of libtorch become a code and one readable line.
#include "door.h"

#include <c10/util/Exception.h>

#include <new>

namespace door {

static thread_local std::string last_error;

static bool has(const std::string& text, const char* part) {
  return text.find(part) != std::string::npos;
}

// c10 appends the C++ frames to what(): only the part before them helps a reader.
static std::string readable(std::string text) {
  for (const char* end : {"\nException raised from", "\nframe #", "\nC++ CapturedTraceback", "\nCompile with `TORCH_USE_CUDA_DSA`"}) {
    auto at = text.find(end);
    if (at != std::string::npos) text.resize(at);
  }
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
  return text;
}

static int kind_of(const std::string& text) {
  if (has(text, "out of memory") || has(text, "can't allocate memory") || has(text, "not enough memory"))
    return COS_ERROR_MEMORY;
  if (has(text, "Could not run") || has(text, "not implemented for") || has(text, "not compiled with"))
    return COS_ERROR_UNSUPPORTED;
  return COS_ERROR_SHAPE;
}

int record_current_exception() noexcept {
  try {
    try {
      throw;
    } catch (const CallbackError& e) {
      last_error = e.what();
      return COS_ERROR_CALLBACK;
    } catch (const Unsupported& e) {
      last_error = e.what();
      return COS_ERROR_UNSUPPORTED;
    } catch (const SchemaMismatch& e) {
      last_error = e.what();
      return COS_ERROR_SCHEMA;
    } catch (const c10::IndexError& e) {
      last_error = readable(e.what_without_backtrace());
      return COS_ERROR_INDEX;
    } catch (const c10::NotImplementedError& e) {
      last_error = readable(e.what_without_backtrace());
      return COS_ERROR_UNSUPPORTED;
    } catch (const c10::Error& e) {
      last_error = readable(e.what_without_backtrace());
      return kind_of(last_error);
    } catch (const std::bad_alloc&) {
      last_error = "the host has no memory left for this tensor";
      return COS_ERROR_MEMORY;
    } catch (const std::exception& e) {
      last_error = readable(e.what());
      auto kind = kind_of(last_error);
      return kind == COS_ERROR_SHAPE ? COS_ERROR_OTHER : kind;
    } catch (...) {
      last_error = "an unknown native exception";
      return COS_ERROR_OTHER;
    }
  } catch (...) {
    return COS_ERROR_MEMORY;
  }
}

} // namespace door

COS_API const char* cos_error_text(void) {
  return door::last_error.c_str();
}
