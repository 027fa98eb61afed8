// Stands in for NCCL and CUDA's runtime in tests: "GPUs" are the memory of the host, members are threads of one process. A sum is done when its last member has enqueued it;
// until then its events do not happen, as on a GPU whose kernel waits for the others.
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace
{
std::mutex gate;
int live = 0;

struct Sum
{
  std::vector<float*> parts;
  size_t count = 0;
  size_t arrived = 0;
  // A member left: its memory may be gone, and the others wait for ever.
  bool isBroken = false;
  bool done() const { return arrived == parts.size(); }
};

struct Meeting
{
  int ranks = 0;
  int joined = 0;
  std::vector<std::shared_ptr<Sum>> sums;
};

struct Member
{
  std::shared_ptr<Meeting> meeting;
  int rank;
  size_t next = 0;
};

struct Stream { std::shared_ptr<Sum> last; };
struct Event { std::shared_ptr<Sum> after; };
struct Key { char bytes[128]; };
struct Config { size_t size; unsigned magic; unsigned version; int blocking; };
std::map<std::string, std::shared_ptr<Meeting>> meetings;
int keys = 0;
thread_local int device = -1;
}

extern "C"
{
int standin_live() { std::lock_guard lock(gate); return live; }

int ncclGetVersion(int* version) { *version = 21405; return 0; }
const char* ncclGetErrorString(int code) { return code == 4 ? "invalid argument" : code == 5 ? "invalid usage" : "unknown"; }
const char* ncclGetLastError(void*) { return "members disagree"; }

int ncclGetUniqueId(Key* key)
{
  std::lock_guard lock(gate);
  std::memset(key, 0, sizeof *key);
  std::memcpy(key->bytes, &++keys, sizeof keys);
  // All of a key counts.
  key->bytes[127] = 1;
  return 0;
}

int ncclCommInitRankConfig(Member** made, int ranks, Key key, int rank, Config* config)
{
  std::lock_guard lock(gate);
  if (config == nullptr || config->magic != 0xcafebeef || config->size < sizeof(Config) || config->blocking != 0 || key.bytes[127] != 1 || device < 0) return 4;
  auto& meeting = meetings[std::string(key.bytes, sizeof key.bytes)];
  if (!meeting) meeting = std::make_shared<Meeting>();
  if (meeting->ranks != 0 && meeting->ranks != ranks) return 5;
  meeting->ranks = ranks;
  meeting->joined++;
  live++;
  *made = new Member{meeting, rank};
  return 7;
}

int ncclCommGetAsyncError(Member* member, int* state)
{
  std::lock_guard lock(gate);
  *state = member->meeting->joined < member->meeting->ranks ? 7 : 0;
  return 0;
}

int ncclAllReduce(const void*, void* into, size_t count, int type, int operation, Member* member, Stream* stream)
{
  std::lock_guard lock(gate);
  if (type != 7 || operation != 0) return 4;
  auto& sums = member->meeting->sums;
  if (sums.size() == member->next) sums.push_back(std::make_shared<Sum>());
  auto sum = sums[member->next];
  if (sum->parts.empty()) { sum->parts.resize(member->meeting->ranks); sum->count = count; }
  if (sum->count != count) return 5;
  member->next++;
  sum->parts[member->rank] = static_cast<float*>(into);
  stream->last = sum;
  if (sum->isBroken) return 0;
  if (++sum->arrived == sum->parts.size())
  {
    std::vector<float> total(count, 0.0f);
    for (auto part : sum->parts) for (size_t i = 0; i < count; i++) total[i] += part[i];
    for (auto part : sum->parts) std::memcpy(part, total.data(), count * sizeof(float));
  }
  return 0;
}

int ncclCommAbort(Member* member)
{
  std::lock_guard lock(gate);
  for (auto& sum : member->meeting->sums) if (!sum->done()) sum->isBroken = true;
  live--;
  delete member;
  return 0;
}

int cudaSetDevice(int index) { device = index; return index < 8 ? 0 : 101; }
const char* cudaGetErrorString(int code) { return code == 101 ? "invalid device ordinal" : "unknown"; }
int cudaStreamCreateWithFlags(Stream** made, unsigned flags) { std::lock_guard lock(gate); live++; *made = new Stream; return flags == 1 ? 0 : 1; }
int cudaStreamDestroy(Stream* stream) { std::lock_guard lock(gate); live--; delete stream; return 0; }
int cudaEventCreateWithFlags(Event** made, unsigned flags) { std::lock_guard lock(gate); live++; *made = new Event; return flags == 2 ? 0 : 1; }
int cudaEventDestroy(Event* event) { std::lock_guard lock(gate); live--; delete event; return 0; }
int cudaEventRecord(Event* event, Stream* stream) { std::lock_guard lock(gate); event->after = stream == nullptr ? nullptr : stream->last; return 0; }
int cudaEventQuery(Event* event) { std::lock_guard lock(gate); return event->after == nullptr || event->after->done() ? 0 : 600; }
int cudaStreamWaitEvent(Stream*, Event*, unsigned) { return 0; }
}
