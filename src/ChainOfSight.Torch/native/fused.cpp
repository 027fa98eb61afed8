// Operators that stand for several of ATen's, each with its own backward: one pass over memory, f32 inside, f32 or bf16 outside.
#include "fused_kernel.h"
#include "rows.h"

#include <ATen/ops/empty_like.h>
#include <torch/csrc/autograd/custom_function.h>

namespace door {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

struct RmsNorm : torch::autograd::Function<RmsNorm> {
  static at::Tensor forward(AutogradContext* ctx, const at::Tensor& given, const at::Tensor& weight, double epsilon) {
    const auto x = given.contiguous();
    const auto n = x.size(-1), rows = x.numel() / n;
    auto y = at::empty(x.sizes(), x.options().dtype(weight.scalar_type()));
    auto inverses = at::empty({rows}, x.options().dtype(at::kFloat));
    const auto w = row_of(weight);
    const Rows from(x, n), to(y, n);
    auto* kept = inverses.data_ptr<float>();
    each_row(rows, n, 2, [&](int64_t row, float* scratch) {
      kept[row] = rms_row(from.read(row, scratch), w.data(), to.target(row, scratch + n), n, static_cast<float>(epsilon));
      to.write(row, scratch + n);
    });
    ctx->save_for_backward({x, weight, inverses});
    return y;
  }

  static variable_list backward(AutogradContext* ctx, variable_list grads) {
    const auto saved = ctx->get_saved_variables();
    const auto &x = saved[0], &weight = saved[1];
    const auto dy = grads[0].contiguous();
    const auto n = x.size(-1), rows = x.numel() / n;
    auto dx = at::empty_like(x);
    const auto w = row_of(weight);
    const auto* inverses = saved[2].data_ptr<float>();
    const Rows from(x, n), back(dy, n), to(dx, n);
    auto dw = sum_of_blocks(rows, n, 1, 3, [&](int64_t row, float* scratch, float* sum) {
      rms_row_back(from.read(row, scratch), w.data(), back.read(row, scratch + n), inverses[row], to.target(row, scratch + 2 * n), sum, n);
      to.write(row, scratch + 2 * n);
    });
    return {dx, dw[0].to(weight.scalar_type()), at::Tensor()};
  }
};

struct LayerNorm : torch::autograd::Function<LayerNorm> {
  static at::Tensor forward(AutogradContext* ctx, const at::Tensor& given, const at::Tensor& weight, const at::Tensor& bias, double epsilon) {
    const auto x = given.contiguous();
    const auto n = x.size(-1), rows = x.numel() / n;
    auto y = at::empty(x.sizes(), x.options().dtype(weight.scalar_type()));
    auto moments = at::empty({rows, 2}, x.options().dtype(at::kFloat));
    const auto w = row_of(weight), b = row_of(bias);
    const Rows from(x, n), to(y, n);
    auto* kept = reinterpret_cast<Moments*>(moments.data_ptr<float>());
    each_row(rows, n, 2, [&](int64_t row, float* scratch) {
      kept[row] = layer_row(from.read(row, scratch), w.data(), b.data(), to.target(row, scratch + n), n, static_cast<float>(epsilon));
      to.write(row, scratch + n);
    });
    ctx->save_for_backward({x, weight, moments});
    return y;
  }

  static variable_list backward(AutogradContext* ctx, variable_list grads) {
    const auto saved = ctx->get_saved_variables();
    const auto &x = saved[0], &weight = saved[1];
    const auto dy = grads[0].contiguous();
    const auto n = x.size(-1), rows = x.numel() / n;
    auto dx = at::empty_like(x);
    const auto w = row_of(weight);
    const auto* moments = reinterpret_cast<const Moments*>(saved[2].data_ptr<float>());
    const Rows from(x, n), back(dy, n), to(dx, n);
    auto sums = sum_of_blocks(rows, n, 2, 3, [&](int64_t row, float* scratch, float* sum) {
      layer_row_back(from.read(row, scratch), w.data(), back.read(row, scratch + n), moments[row], to.target(row, scratch + 2 * n), sum, sum + n, n);
      to.write(row, scratch + 2 * n);
    });
    return {dx, sums[0].to(weight.scalar_type()), sums[1].to(weight.scalar_type()), at::Tensor()};
  }
};

struct SiluMul : torch::autograd::Function<SiluMul> {
  static at::Tensor forward(AutogradContext* ctx, const at::Tensor& gate, const at::Tensor& up) {
    const auto g = gate.contiguous(), u = up.contiguous();
    const auto n = g.size(-1), rows = g.numel() / n;
    auto y = at::empty_like(g);
    const Rows gates(g, n), ups(u, n), to(y, n);
    each_row(rows, n, 3, [&](int64_t row, float* scratch) {
      silu_mul_row(gates.read(row, scratch), ups.read(row, scratch + n), to.target(row, scratch + 2 * n), n);
      to.write(row, scratch + 2 * n);
    });
    ctx->save_for_backward({g, u});
    return y;
  }

  static variable_list backward(AutogradContext* ctx, variable_list grads) {
    const auto saved = ctx->get_saved_variables();
    const auto dy = grads[0].contiguous();
    const auto n = dy.size(-1), rows = dy.numel() / n;
    auto dgate = at::empty_like(saved[0]), dup = at::empty_like(saved[1]);
    const Rows gates(saved[0], n), ups(saved[1], n), back(dy, n), to_gate(dgate, n), to_up(dup, n);
    each_row(rows, n, 5, [&](int64_t row, float* scratch) {
      silu_mul_row_back(gates.read(row, scratch), ups.read(row, scratch + n), back.read(row, scratch + 2 * n), to_gate.target(row, scratch + 3 * n),
          to_up.target(row, scratch + 4 * n), n);
      to_gate.write(row, scratch + 3 * n);
      to_up.write(row, scratch + 4 * n);
    });
    return {dgate, dup};
  }
};

struct QuickGelu : torch::autograd::Function<QuickGelu> {
  static at::Tensor forward(AutogradContext* ctx, const at::Tensor& given) {
    const auto x = given.contiguous();
    const auto n = x.size(-1), rows = x.numel() / n;
    auto y = at::empty_like(x);
    const Rows from(x, n), to(y, n);
    each_row(rows, n, 2, [&](int64_t row, float* scratch) {
      quick_gelu_row(from.read(row, scratch), to.target(row, scratch + n), n);
      to.write(row, scratch + n);
    });
    ctx->save_for_backward({x});
    return y;
  }

  static variable_list backward(AutogradContext* ctx, variable_list grads) {
    const auto x = ctx->get_saved_variables()[0];
    const auto dy = grads[0].contiguous();
    const auto n = x.size(-1), rows = x.numel() / n;
    auto dx = at::empty_like(x);
    const Rows from(x, n), back(dy, n), to(dx, n);
    each_row(rows, n, 3, [&](int64_t row, float* scratch) {
      quick_gelu_row_back(from.read(row, scratch), back.read(row, scratch + n), to.target(row, scratch + 2 * n), n);
      to.write(row, scratch + 2 * n);
    });
    return {dx};
  }
};

// heads: [places, heads, size]; cosines and sines: f32 [places, 1, size].
struct Rotate : torch::autograd::Function<Rotate> {
  template <class Row>
  static at::Tensor turn(const at::Tensor& given, const at::Tensor& cosines, const at::Tensor& sines, Row&& turn_row) {
    const auto x = given.contiguous();
    const auto heads = x.size(1), n = x.size(2), rows = x.size(0) * heads;
    auto y = at::empty_like(x);
    const Rows from(x, n), to(y, n);
    const auto *c = cosines.data_ptr<float>(), *s = sines.data_ptr<float>();
    each_row(rows, n, 2, [&](int64_t row, float* scratch) {
      const auto place = row / heads * n;
      turn_row(from.read(row, scratch), c + place, s + place, to.target(row, scratch + n), n / 2);
      to.write(row, scratch + n);
    });
    return y;
  }

  static at::Tensor forward(AutogradContext* ctx, const at::Tensor& heads, const at::Tensor& cosines, const at::Tensor& sines) {
    const auto c = cosines.contiguous(), s = sines.contiguous();
    ctx->save_for_backward({c, s});
    return turn(heads, c, s, rotate_row);
  }

  static variable_list backward(AutogradContext* ctx, variable_list grads) {
    const auto saved = ctx->get_saved_variables();
    return {turn(grads[0], saved[0], saved[1], rotate_row_back), at::Tensor(), at::Tensor()};
  }
};

struct Softmax : torch::autograd::Function<Softmax> {
  static at::Tensor forward(AutogradContext* ctx, const at::Tensor& given) {
    const auto x = given.contiguous();
    const auto n = x.size(-1), rows = x.numel() / n;
    auto y = at::empty_like(x);
    const Rows from(x, n), to(y, n);
    each_row(rows, n, 2, [&](int64_t row, float* scratch) {
      softmax_row(from.read(row, scratch), to.target(row, scratch + n), n);
      to.write(row, scratch + n);
    });
    ctx->save_for_backward({y});
    return y;
  }

  static variable_list backward(AutogradContext* ctx, variable_list grads) {
    const auto y = ctx->get_saved_variables()[0];
    const auto dy = grads[0].contiguous();
    const auto n = y.size(-1), rows = y.numel() / n;
    auto dx = at::empty_like(y);
    const Rows made(y, n), back(dy, n), to(dx, n);
    each_row(rows, n, 3, [&](int64_t row, float* scratch) {
      softmax_row_back(made.read(row, scratch), back.read(row, scratch + n), to.target(row, scratch + 2 * n), n);
      to.write(row, scratch + 2 * n);
    });
    return {dx};
  }
};

// Summed over rows. The gradient by the logits is made in forward, where they are at hand, in their own type.
struct CrossEntropySum : torch::autograd::Function<CrossEntropySum> {
  static at::Tensor forward(AutogradContext* ctx, const at::Tensor& given, const at::Tensor& targets) {
    const auto x = given.contiguous();
    const auto wanted = targets.contiguous();
    const auto n = x.size(-1), rows = x.size(0);
    auto dx = at::empty_like(x);
    std::vector<float> losses(rows);
    const Rows from(x, n), to(dx, n);
    const auto* target = wanted.data_ptr<int64_t>();
    for (int64_t row = 0; row < rows; ++row) TORCH_CHECK(target[row] >= 0 && target[row] < n, "a target is ", target[row], ", and there are ", n, " classes");
    each_row(rows, n, 2, [&](int64_t row, float* scratch) {
      losses[row] = cross_entropy_row(from.read(row, scratch), target[row], to.target(row, scratch + n), n);
      to.write(row, scratch + n);
    });
    double sum = 0;
    for (float loss : losses) sum += loss;
    ctx->save_for_backward({dx});
    auto result = at::empty({}, x.options().dtype(at::kFloat));
    *result.data_ptr<float>() = static_cast<float>(sum);
    return result;
  }

  static variable_list backward(AutogradContext* ctx, variable_list grads) {
    const auto dx = ctx->get_saved_variables()[0];
    const auto factor = grads[0].item<float>();
    return {factor == 1 ? dx : dx.mul(factor), at::Tensor()};
  }
};

static void require_rows(const at::Tensor& t) {
  TORCH_CHECK(t.device().is_cpu() && (t.scalar_type() == at::kFloat || t.scalar_type() == at::kBFloat16) && t.dim() > 0 && t.size(-1) > 0,
      "a fused operator takes CPU tensors of f32 or bf16 with at least one column");
}

} // namespace door

COS_API int cos_fused_rms_norm(cos_tensor x, cos_tensor weight, double epsilon, cos_tensor* made) {
  return door::guarded([&] {
    const auto t = door::borrow(x), w = door::borrow(weight);
    door::require_rows(t);
    door::require_rows(w);
    TORCH_CHECK(w.numel() == t.size(-1), "the weight has ", w.numel(), " numbers, and a row has ", t.size(-1));
    *made = door::give(door::RmsNorm::apply(t, w, epsilon));
  });
}

COS_API int cos_fused_layer_norm(cos_tensor x, cos_tensor weight, cos_tensor bias, double epsilon, cos_tensor* made) {
  return door::guarded([&] {
    const auto t = door::borrow(x), w = door::borrow(weight), b = door::borrow(bias);
    door::require_rows(t);
    door::require_rows(w);
    TORCH_CHECK(w.numel() == t.size(-1) && b.numel() == t.size(-1), "weight and bias have ", w.numel(), " and ", b.numel(), " numbers, and a row has ", t.size(-1));
    *made = door::give(door::LayerNorm::apply(t, w, b, epsilon));
  });
}

COS_API int cos_fused_silu_mul(cos_tensor gate, cos_tensor up, cos_tensor* made) {
  return door::guarded([&] {
    const auto g = door::borrow(gate), u = door::borrow(up);
    door::require_rows(g);
    TORCH_CHECK(g.sizes() == u.sizes() && g.scalar_type() == u.scalar_type(), "gate and up differ: ", g.sizes(), " and ", u.sizes());
    *made = door::give(door::SiluMul::apply(g, u));
  });
}

COS_API int cos_fused_quick_gelu(cos_tensor x, cos_tensor* made) {
  return door::guarded([&] {
    const auto t = door::borrow(x);
    door::require_rows(t);
    *made = door::give(door::QuickGelu::apply(t));
  });
}

COS_API int cos_fused_rotate(cos_tensor heads, cos_tensor cosines, cos_tensor sines, cos_tensor* made) {
  return door::guarded([&] {
    const auto t = door::borrow(heads), c = door::borrow(cosines), s = door::borrow(sines);
    door::require_rows(t);
    TORCH_CHECK(t.dim() == 3 && t.size(2) % 2 == 0, "heads must be [places, heads, an even size], not ", t.sizes());
    TORCH_CHECK(c.scalar_type() == at::kFloat && s.scalar_type() == at::kFloat && c.numel() == t.size(0) * t.size(2) && s.numel() == c.numel(),
        "cosines and sines must be f32 of ", t.size(0), " places and size ", t.size(2));
    *made = door::give(door::Rotate::apply(t, c, s));
  });
}

COS_API int cos_fused_softmax(cos_tensor scores, cos_tensor* made) {
  return door::guarded([&] {
    const auto t = door::borrow(scores);
    door::require_rows(t);
    *made = door::give(door::Softmax::apply(t));
  });
}

COS_API int cos_fused_cross_entropy_sum(cos_tensor logits, cos_tensor targets, cos_tensor* made) {
  return door::guarded([&] {
    const auto t = door::borrow(logits), wanted = door::borrow(targets);
    door::require_rows(t);
    TORCH_CHECK(t.dim() == 2 && wanted.dim() == 1 && wanted.scalar_type() == at::kLong && wanted.size(0) == t.size(0),
        "logits must be [rows, classes] and targets int64 [rows], not ", t.sizes(), " and ", wanted.sizes());
    *made = door::give(door::CrossEntropySum::apply(t, wanted));
  });
}
