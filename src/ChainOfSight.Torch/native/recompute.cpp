// Activation recompute: the forward of a C# function keeps only its inputs; backward calls it again.
#include "door.h"

#include <ATen/ops/empty.h>
#include <torch/csrc/autograd/custom_function.h>

#include <vector>

namespace door {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

// Lives in the graph node; C# forgets the function when the node is gone.
struct Recomputed : torch::CustomClassHolder {
  cos_recompute_fn run;
  cos_release_fn release;
  int64_t context;
  int32_t ins;
  int32_t outs;
  Recomputed(cos_recompute_fn r, cos_release_fn d, int64_t c, int32_t i, int32_t o)
      : run(r), release(d), context(c), ins(i), outs(o) {}
  ~Recomputed() override { release(context); }

  variable_list call(int32_t phase, const variable_list& in, int32_t expected) const {
    std::vector<cos_tensor> given, made(expected, nullptr);
    // C# owns the handles that it is given.
    for (const auto& t : in) given.push_back(give(t));
    auto token = run(context, phase, given.data(), static_cast<int32_t>(given.size()), made.data(), expected);
    variable_list result;
    for (auto handle : made) result.push_back(take(handle));
    if (token != 0) throw CallbackError(token);
    return result;
  }
};

struct RecomputeFunction : torch::autograd::Function<RecomputeFunction> {
  static variable_list forward(AutogradContext* ctx, c10::intrusive_ptr<Recomputed> function, at::TensorList given) {
    // The anchor is the last input.
    auto in = given.slice(0, given.size() - 1).vec();
    auto out = function->call(0, in, function->outs);
    ctx->saved_data["function"] = c10::IValue::make_capsule(function);
    ctx->set_materialize_grads(false);
    // A function that hands an input through must not make autograd take it for a leaf.
    for (auto& t : out) t = t.detach();
    return out;
  }

  static variable_list backward(AutogradContext* ctx, variable_list grads) {
    auto capsule = ctx->saved_data["function"].toCapsule();
    auto function = static_cast<Recomputed*>(capsule.get());
    auto in = function->call(1, grads, function->ins);
    variable_list result;
    result.emplace_back();
    for (auto& t : in) result.push_back(std::move(t));
    result.emplace_back();
    return result;
  }
};

} // namespace door

COS_API int cos_recompute(const cos_tensor* in, int32_t ins, cos_tensor* out, int32_t outs,
    cos_recompute_fn run, cos_release_fn release, int64_t context) {
  return door::guarded([&] {
    auto function = c10::make_intrusive<door::Recomputed>(run, release, context, ins, outs);
    door::variable_list inputs;
    for (int32_t i = 0; i < ins; i++) inputs.push_back(door::borrow(in[i]));
    // Parameters inside the function are no inputs: the anchor makes the node part of the graph even
    // when no input requires a gradient.
    auto anchor = at::empty({0});
    anchor.set_requires_grad(true);
    inputs.push_back(anchor);
    // As a list reference: the tensors of a vector would not be seen as inputs of the node.
    auto results = door::RecomputeFunction::apply(function, at::TensorList(inputs));
    for (int32_t i = 0; i < outs; i++) out[i] = door::give(std::move(results[i]));
  });
}
