// Process groups of c10d: Gloo for host memory, NCCL for GPUs.
// Gloo knows few element types, so what it only moves is shown to it as bytes, and what it must add and cannot
// (bf16, 16-bit integers) is added in a wider copy that is written back when the work is waited for.
#include "distributed.h"

#include <ATen/core/grad_mode.h>

#include <functional>
#include <vector>

#ifdef USE_C10D
#include <torch/csrc/distributed/c10d/ProcessGroup.hpp>
#include <torch/version.h>
#if TORCH_VERSION_MAJOR >= 2
#include <torch/csrc/distributed/c10d/Backend.hpp>
#endif
#ifdef USE_C10D_GLOO
#include <torch/csrc/distributed/c10d/ProcessGroupGloo.hpp>
#endif
#ifdef USE_C10D_NCCL
#include <torch/csrc/distributed/c10d/ProcessGroupNCCL.hpp>
#endif
#endif

COS_API int32_t cos_distributed_built(void) {
  int32_t bits = 0;
#ifdef USE_C10D
  bits |= 1;
#endif
#ifdef USE_C10D_GLOO
  bits |= 2;
#endif
#ifdef USE_C10D_NCCL
  bits |= 4;
#endif
  return bits;
}

#ifdef USE_C10D

namespace door {
namespace {

#if TORCH_VERSION_MAJOR >= 2
using Backend = c10d::Backend;
#else
using Backend = c10d::ProcessGroup;
#endif

struct Group {
  c10::intrusive_ptr<Backend> backend;
  bool gloo;
};

struct Work {
  c10::intrusive_ptr<c10d::Work> work;
  std::vector<at::Tensor> keep;
  std::function<void()> finish;
};

Group& group_of(cos_group group) {
  return *static_cast<Group*>(group);
}

Work& work_of(cos_work work) {
  return *static_cast<Work*>(work);
}

struct Staged {
  at::Tensor tensor;
  bool copied;
};

// For moving: the same memory as bytes where possible.
Staged stage_to_move(const Group& group, at::Tensor t) {
  const bool copied = !t.is_contiguous();
  if (copied) t = t.contiguous();
  return {group.gloo ? t.view({-1}).view(at::kByte) : t, copied};
}

// For reducing: a type the backend can add.
Staged stage_to_reduce(const Group& group, const at::Tensor& t) {
  auto type = t.scalar_type();
  TORCH_CHECK(type != at::kBool, "booleans cannot be reduced; convert to uint8 first");
  if (group.gloo && type == at::kBFloat16) type = at::kFloat;
  if (group.gloo && type == at::kShort) type = at::kInt;
  const bool copied = type != t.scalar_type() || !t.is_contiguous();
  return {copied ? t.to(type).contiguous() : t, copied};
}

void write_back(const Staged& staged, at::Tensor target) {
  at::NoGradGuard no_grad;
  auto source = staged.tensor.scalar_type() == at::kByte && target.scalar_type() != at::kByte
      ? staged.tensor.view(target.scalar_type())
      : staged.tensor;
  target.copy_(source.view(target.sizes()));
}

template <class Start>
int begin(cos_work* made, Start&& start) {
  return guarded_network([&] {
    at::NoGradGuard no_grad;
    auto work = std::make_unique<Work>();
    start(*work);
    *made = work.release();
  });
}

// Writes a result over its tensor once the work is done, where it went through a copy.
void return_to(Work& work, const Staged& staged, at::Tensor target) {
  work.keep = {staged.tensor, target};
  if (staged.copied) work.finish = [staged, target] { write_back(staged, target); };
}

} // namespace
} // namespace door

COS_API int cos_group_gloo(
    cos_store store, int32_t rank, int32_t size, int64_t timeout, const char* address, cos_group* made) {
  return door::guarded_network([&] {
#ifdef USE_C10D_GLOO
    using Gloo = c10d::ProcessGroupGloo;
    auto options = c10::make_intrusive<Gloo::Options>(std::chrono::milliseconds(timeout));
    options->devices.push_back(Gloo::createDeviceForHostname(address));
    options->threads = 2;
    *made = new door::Group{c10::make_intrusive<Gloo>(door::store_of(store), rank, size, options), true};
#else
    throw door::Unsupported("this build has no Gloo: the headers of the libtorch in use lack it (Debian: libgloo-dev)");
#endif
  });
}

COS_API int cos_group_nccl(cos_store store, int32_t rank, int32_t size, int64_t timeout, cos_group* made) {
  return door::guarded_network([&] {
#ifdef USE_C10D_NCCL
    using Nccl = c10d::ProcessGroupNCCL;
    auto options = Nccl::Options::create();
    options->timeout = std::chrono::milliseconds(timeout);
    *made = new door::Group{c10::make_intrusive<Nccl>(door::store_of(store), rank, size, options), false};
#else
    throw door::Unsupported("this build has no NCCL: it needs a CUDA libtorch and nccl.h");
#endif
  });
}

COS_API void cos_group_free(cos_group group) {
  delete static_cast<door::Group*>(group);
}

COS_API int cos_group_all_reduce(cos_group group, cos_tensor tensor, int32_t reduction, cos_work* made) {
  return door::begin(made, [&](door::Work& work) {
    static const c10d::ReduceOp kinds[] = {c10d::ReduceOp::SUM, c10d::ReduceOp::PRODUCT, c10d::ReduceOp::MIN, c10d::ReduceOp::MAX};
    auto target = door::borrow(tensor);
    const auto staged = door::stage_to_reduce(door::group_of(group), target);
    c10d::AllreduceOptions options;
    options.reduceOp = kinds[reduction];
    std::vector<at::Tensor> list{staged.tensor};
    door::return_to(work, staged, target);
    work.work = door::group_of(group).backend->allreduce(list, options);
  });
}

COS_API int cos_group_broadcast(cos_group group, cos_tensor tensor, int32_t root, cos_work* made) {
  return door::begin(made, [&](door::Work& work) {
    auto target = door::borrow(tensor);
    const auto staged = door::stage_to_move(door::group_of(group), target);
    c10d::BroadcastOptions options;
    options.rootRank = root;
    std::vector<at::Tensor> list{staged.tensor};
    door::return_to(work, staged, target);
    work.work = door::group_of(group).backend->broadcast(list, options);
  });
}

COS_API int cos_group_all_gather(
    cos_group group, cos_tensor input, const cos_tensor* outputs, int32_t count, cos_work* made) {
  return door::begin(made, [&](door::Work& work) {
    std::vector<at::Tensor> from{door::stage_to_move(door::group_of(group), door::borrow(input)).tensor};
    std::vector<std::vector<at::Tensor>> to(1);
    std::vector<std::pair<door::Staged, at::Tensor>> copies;
    work.keep = {from[0]};
    for (int32_t i = 0; i < count; ++i) {
      auto target = door::borrow(outputs[i]);
      const auto staged = door::stage_to_move(door::group_of(group), target);
      to[0].push_back(staged.tensor);
      work.keep.push_back(target);
      if (staged.copied) copies.emplace_back(staged, target);
    }
    work.finish = [copies] {
      for (const auto& [staged, target] : copies) door::write_back(staged, target);
    };
    work.work = door::group_of(group).backend->allgather(to, from);
  });
}

COS_API int cos_group_barrier(cos_group group, cos_work* made) {
  return door::begin(made, [&](door::Work& work) { work.work = door::group_of(group).backend->barrier(); });
}

COS_API int cos_group_send(cos_group group, cos_tensor tensor, int32_t to, int32_t tag, cos_work* made) {
  return door::begin(made, [&](door::Work& work) {
    std::vector<at::Tensor> list{door::stage_to_move(door::group_of(group), door::borrow(tensor)).tensor};
    work.keep = list;
    work.work = door::group_of(group).backend->send(list, to, tag);
  });
}

COS_API int cos_group_receive(cos_group group, cos_tensor tensor, int32_t from, int32_t tag, cos_work* made) {
  return door::begin(made, [&](door::Work& work) {
    auto target = door::borrow(tensor);
    const auto staged = door::stage_to_move(door::group_of(group), target);
    std::vector<at::Tensor> list{staged.tensor};
    door::return_to(work, staged, target);
    work.work = door::group_of(group).backend->recv(list, from, tag);
  });
}

COS_API int32_t cos_work_completed(cos_work work) {
  return door::work_of(work).work->isCompleted();
}

COS_API int cos_work_wait(cos_work work, int64_t timeout) {
  return door::guarded_network([&] {
    auto& pending = door::work_of(work);
    pending.work->wait(std::chrono::milliseconds(timeout));
    if (pending.finish) std::exchange(pending.finish, nullptr)();
  });
}

COS_API void cos_work_free(cos_work work) {
  delete static_cast<door::Work*>(work);
}

#else

static int without_c10d() {
  return door::guarded([] { throw door::Unsupported("the loaded libtorch was built without c10d: no process groups"); });
}

COS_API int cos_group_gloo(cos_store, int32_t, int32_t, int64_t, const char*, cos_group*) { return without_c10d(); }
COS_API int cos_group_nccl(cos_store, int32_t, int32_t, int64_t, cos_group*) { return without_c10d(); }
COS_API void cos_group_free(cos_group) {}
COS_API int cos_group_all_reduce(cos_group, cos_tensor, int32_t, cos_work*) { return without_c10d(); }
COS_API int cos_group_broadcast(cos_group, cos_tensor, int32_t, cos_work*) { return without_c10d(); }
COS_API int cos_group_all_gather(cos_group, cos_tensor, const cos_tensor*, int32_t, cos_work*) { return without_c10d(); }
COS_API int cos_group_barrier(cos_group, cos_work*) { return without_c10d(); }
COS_API int cos_group_send(cos_group, cos_tensor, int32_t, int32_t, cos_work*) { return without_c10d(); }
COS_API int cos_group_receive(cos_group, cos_tensor, int32_t, int32_t, cos_work*) { return without_c10d(); }
COS_API int32_t cos_work_completed(cos_work) { return 1; }
COS_API int cos_work_wait(cos_work, int64_t) { return without_c10d(); }
COS_API void cos_work_free(cos_work) {}

#endif
