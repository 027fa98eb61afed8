// Gradients, gradient mode and hooks.
#include "door.h"

#include <ATen/core/grad_mode.h>
#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/functions/accumulate_grad.h>
#include <torch/csrc/autograd/utils/lambda_post_hook.h>

#include <memory>
#include <vector>

namespace door {

using List = std::vector<at::Tensor>;

static List borrow_all(const cos_tensor* handles, int32_t count) {
  List list;
  list.reserve(count);
  for (int32_t i = 0; i < count; i++) list.push_back(borrow(handles[i]));
  return list;
}

// Tells C# when nothing in the graph can call back any more.
struct Context {
  cos_hook_fn hook;
  cos_release_fn release;
  int64_t id;
  ~Context() { release(id); }
  at::Tensor call(const at::Tensor& gradient) const {
    cos_tensor replacement = nullptr;
    // C# owns the handle that it is given.
    auto token = hook(id, give(gradient), &replacement);
    auto result = take(replacement);
    if (token != 0) throw CallbackError(token);
    return result;
  }
};

struct Hook {
  virtual ~Hook() = default;
};

struct TensorHook final : Hook {
  c10::weak_intrusive_ptr<at::TensorImpl, at::UndefinedTensorImpl> tensor;
  unsigned position;
  TensorHook(const at::Tensor& t, unsigned p) : tensor(t.getIntrusivePtr()), position(p) {}
  ~TensorHook() override {
    auto alive = tensor.lock();
    if (alive && alive.get() != at::UndefinedTensorImpl::singleton()) at::Tensor(alive).remove_hook(position);
  }
};

struct AccumulatorHook final : Hook {
  using Node = decltype(torch::autograd::impl::grad_accumulator(std::declval<const at::Tensor&>()));
  // The leaf knows its accumulator weakly: without this reference the hook would vanish.
  Node node;
  uintptr_t key;
  AccumulatorHook(Node n, uintptr_t k) : node(std::move(n)), key(k) {}
  ~AccumulatorHook() override { node->del_post_hook(key); }
};

} // namespace door

COS_API int cos_backward(const cos_tensor* roots, const cos_tensor* grads, int32_t count,
    const cos_tensor* inputs, int32_t inputs_count, int32_t retain_graph, int32_t create_graph) {
  return door::guarded([&] {
    torch::autograd::backward(
        door::borrow_all(roots, count),
        grads == nullptr ? door::List() : door::borrow_all(grads, count),
        retain_graph != 0,
        create_graph != 0,
        door::borrow_all(inputs, inputs_count));
  });
}

COS_API int cos_grad(const cos_tensor* roots, const cos_tensor* grads, int32_t count,
    const cos_tensor* inputs, int32_t inputs_count, int32_t retain_graph, int32_t create_graph,
    int32_t allow_unused, cos_tensor* results) {
  return door::guarded([&] {
    auto found = torch::autograd::grad(
        door::borrow_all(roots, count),
        door::borrow_all(inputs, inputs_count),
        grads == nullptr ? door::List() : door::borrow_all(grads, count),
        retain_graph != 0,
        create_graph != 0,
        allow_unused != 0);
    for (size_t i = 0; i < found.size(); i++) results[i] = door::give(std::move(found[i]));
  });
}

COS_API int32_t cos_grad_mode(void) {
  return c10::GradMode::is_enabled();
}

COS_API void cos_set_grad_mode(int32_t on) {
  c10::GradMode::set_enabled(on != 0);
}

COS_API int32_t cos_inference_mode(void) {
  return c10::InferenceMode::is_enabled();
}

COS_API int cos_inference_begin(int32_t on, void** guard) {
  return door::guarded([&] { *guard = new c10::InferenceMode(on != 0); });
}

COS_API void cos_inference_end(void* guard) {
  delete static_cast<c10::InferenceMode*>(guard);
}

COS_API int cos_hook_tensor(cos_tensor t, cos_hook_fn hook, cos_release_fn release, int64_t context, void** handle) {
  return door::guarded([&] {
    auto tensor = door::borrow(t);
    std::shared_ptr<door::Context> shared(new door::Context{hook, release, context});
    auto position = tensor.register_hook([shared](at::Tensor gradient) {
      auto replacement = shared->call(gradient);
      return replacement.defined() ? replacement : gradient;
    });
    *handle = static_cast<door::Hook*>(new door::TensorHook(tensor, position));
  });
}

COS_API int cos_hook_accumulated(
    cos_tensor t, cos_hook_fn hook, cos_release_fn release, int64_t context, void** handle) {
  return door::guarded([&] {
    auto leaf = door::borrow(t);
    std::shared_ptr<door::Context> shared(new door::Context{hook, release, context});
    TORCH_CHECK(leaf.is_leaf() && leaf.requires_grad(), "a gradient-ready hook needs a leaf that requires a gradient");
    auto node = torch::autograd::impl::grad_accumulator(leaf);
    auto accumulator = static_cast<torch::autograd::AccumulateGrad*>(node.get());
    auto key = node->add_post_hook(std::make_unique<torch::autograd::utils::LambdaPostHook>(
        [shared, accumulator](const door::List& outputs, const door::List&) {
          if (accumulator->variable.grad().defined()) shared->call(accumulator->variable.grad());
          return outputs;
        }));
    *handle = static_cast<door::Hook*>(new door::AccumulatorHook(std::move(node), key));
  });
}

COS_API void cos_hook_remove(void* handle) {
  delete static_cast<door::Hook*>(handle);
}
