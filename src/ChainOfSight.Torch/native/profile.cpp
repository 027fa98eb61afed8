// Time of every operator, those of backward included, through libtorch's own observer.
#include "door.h"

#include <ATen/record_function.h>

#include <chrono>
#include <map>
#include <mutex>
#include <sstream>

namespace door {

struct OperatorTime {
  int64_t calls = 0;
  int64_t own = 0;   // ns without the operators it called
  int64_t whole = 0; // ns
};

using Clock = std::chrono::steady_clock;

struct Running : at::ObserverContext {
  Clock::time_point begun;
  Running* outer = nullptr;
  int64_t inner = 0; // ns of the operators it called
};

static std::mutex times_mutex;
static std::map<std::string, OperatorTime> times;
static thread_local Running* innermost = nullptr;
static at::CallbackHandle observer = 0;

static std::unique_ptr<at::ObserverContext> on_start(const at::RecordFunction&) {
  auto running = std::make_unique<Running>();
  running->outer = innermost;
  innermost = running.get();
  running->begun = Clock::now();
  return running;
}

static void on_end(const at::RecordFunction& function, at::ObserverContext* context) {
  auto* running = static_cast<Running*>(context);
  auto took = std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now() - running->begun).count();
  if (innermost == running) innermost = running->outer;
  if (running->outer != nullptr) running->outer->inner += took;
  std::lock_guard<std::mutex> lock(times_mutex);
  auto& time = times[function.name()];
  time.calls++;
  time.own += took - running->inner;
  time.whole += took;
}

static std::string collected() {
  std::lock_guard<std::mutex> lock(times_mutex);
  std::ostringstream out;
  for (const auto& [name, time] : times) out << name << '\t' << time.calls << '\t' << time.own << '\t' << time.whole << '\n';
  return out.str();
}

} // namespace door

COS_API int cos_profile_start(void) {
  return door::guarded([] {
    std::lock_guard<std::mutex> lock(door::times_mutex);
    if (door::observer != 0) throw door::Unsupported("a profile is being taken already");
    door::times.clear();
    door::observer = at::addGlobalCallback(at::RecordFunctionCallback(door::on_start, door::on_end).scopes({at::RecordScope::FUNCTION, at::RecordScope::BACKWARD_FUNCTION}));
  });
}

COS_API int cos_profile_stop(void) {
  return door::guarded([] {
    if (door::observer != 0) at::removeCallback(door::observer);
    door::observer = 0;
  });
}

COS_API int cos_profile_read(char* into, int32_t capacity, int32_t* needed) {
  return door::guarded([&] { door::copy_text(door::collected(), into, capacity, needed); });
}
