// AdamW over many tensors: one parallel pass over the flat memory of all of them on the CPU, ATen's multi-tensor
// operators elsewhere and for layouts or types the pass does not know. Formulas: Loshchilov and Hutter 2019
// (arXiv 1711.05101) as PyTorch computes them; bias corrections in double.
#include "cos_adamw.h"

#include "adamw_kernel.h"
#include "door.h"

#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/_foreach_add.h>
#include <ATen/ops/_foreach_addcdiv.h>
#include <ATen/ops/_foreach_addcmul.h>
#include <ATen/ops/_foreach_div.h>
#include <ATen/ops/_foreach_mul.h>
#include <ATen/ops/_foreach_sqrt.h>
#include <ATen/ops/linalg_vector_norm.h>
#include <ATen/ops/stack.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace door {
namespace {

constexpr int64_t kPiece = 4096;      // what fits the first cache with all its streams
constexpr int64_t kChunk = 8 * kPiece;

struct Item {
  at::Tensor parameter, gradient, master, first, second;
  double learning_rate, weight_decay;
  double step_size, root;
  AdamwFactors factors;
};

Item open(const cos_adamw_item& raw, double beta1, double beta2, double epsilon, double scale) {
  Item item{borrow(raw.parameter), borrow(raw.gradient), borrow(raw.master), borrow(raw.first), borrow(raw.second),
            raw.learning_rate, raw.weight_decay};
  const auto sizes = item.master.sizes();
  const auto type = item.master.scalar_type();
  TORCH_CHECK(type == at::kFloat || type == at::kDouble, "AdamW's master weights must be f32 or f64, got ", type);
  TORCH_CHECK(at::isFloatingType(item.gradient.scalar_type()), "AdamW's gradients must be of a floating type, got ", item.gradient.scalar_type());
  TORCH_CHECK(
      item.parameter.sizes() == sizes && item.gradient.sizes() == sizes && item.first.sizes() == sizes && item.second.sizes() == sizes,
      "AdamW's tensors differ in shape: master ", sizes, ", parameter ", item.parameter.sizes(), ", gradient ", item.gradient.sizes(),
      ", first moment ", item.first.sizes(), ", second moment ", item.second.sizes());
  TORCH_CHECK(item.first.scalar_type() == type && item.second.scalar_type() == type, "AdamW's moments must be of the master's type");
  TORCH_CHECK(raw.step >= 1, "AdamW counts updates from 1, got ", raw.step);
  const double correction1 = 1 - std::pow(beta1, static_cast<double>(raw.step));
  const double correction2 = 1 - std::pow(beta2, static_cast<double>(raw.step));
  item.step_size = raw.learning_rate / correction1;
  item.root = std::sqrt(correction2);
  item.factors = {
      static_cast<float>(scale), static_cast<float>(1 - raw.learning_rate * raw.weight_decay),
      static_cast<float>(beta1), static_cast<float>(1 - beta1), static_cast<float>(beta2), static_cast<float>(1 - beta2),
      static_cast<float>(item.step_size), static_cast<float>(item.root), static_cast<float>(epsilon)};
  return item;
}

bool loopable(const at::Tensor& t) {
  return t.is_cpu() && (t.scalar_type() == at::kFloat || t.scalar_type() == at::kBFloat16);
}

bool single(const at::Tensor& t) {
  return t.is_cpu() && t.scalar_type() == at::kFloat && t.is_contiguous();
}

bool flat(const Item& item) {
  return single(item.master) && single(item.first) && single(item.second) && loopable(item.gradient) &&
      loopable(item.parameter) && item.parameter.is_contiguous();
}

// Cuts tensors into chunks of a fixed size, so that what a thread does never depends on how many there are.
struct Chunk {
  int64_t item, start, count;
};

template <class Count>
std::vector<Chunk> cut(int64_t items, Count&& count) {
  std::vector<Chunk> chunks;
  for (int64_t i = 0; i < items; ++i) {
    for (int64_t start = 0, n = count(i); start < n; start += kChunk) chunks.push_back({i, start, std::min(kChunk, n - start)});
  }
  return chunks;
}

void update_piece(const Item& item, int64_t start, int64_t n) {
  float widened[kPiece];
  const float* gradient;
  if (item.gradient.scalar_type() == at::kBFloat16) {
    widen(static_cast<const uint16_t*>(item.gradient.data_ptr()) + start, widened, n);
    gradient = widened;
  } else {
    gradient = static_cast<const float*>(item.gradient.data_ptr()) + start;
  }
  auto* master = static_cast<float*>(item.master.data_ptr()) + start;
  adamw_loop(
      master, static_cast<float*>(item.first.data_ptr()) + start, static_cast<float*>(item.second.data_ptr()) + start, gradient, n,
      item.factors);
  if (item.parameter.data_ptr() == item.master.data_ptr()) return;
  if (item.parameter.scalar_type() == at::kBFloat16) {
    round_to_even(master, static_cast<uint16_t*>(item.parameter.data_ptr()) + start, n);
  } else {
    std::copy_n(master, n, static_cast<float*>(item.parameter.data_ptr()) + start);
  }
}

void update_flat(std::vector<Item>& items) {
  for (auto& item : items) item.gradient = item.gradient.contiguous();
  const auto chunks = cut(static_cast<int64_t>(items.size()), [&](int64_t i) { return items[i].master.numel(); });
  at::parallel_for(0, static_cast<int64_t>(chunks.size()), 1, [&](int64_t begin, int64_t end) {
    for (int64_t c = begin; c < end; ++c) {
      for (int64_t done = 0; done < chunks[c].count; done += kPiece) {
        update_piece(items[chunks[c].item], chunks[c].start + done, std::min(kPiece, chunks[c].count - done));
      }
    }
  });
}

// Tensors of one list must share type and device.
void update_composed(const std::vector<Item>& items, double beta1, double beta2, double epsilon, double scale) {
  std::vector<at::Tensor> masters, gradients, firsts, seconds;
  std::vector<at::Scalar> decays, sizes, roots;
  for (const auto& item : items) {
    masters.push_back(item.master);
    gradients.push_back(item.gradient.to(item.master.options()).mul(scale));
    firsts.push_back(item.first);
    seconds.push_back(item.second);
    decays.emplace_back(1 - item.learning_rate * item.weight_decay);
    sizes.emplace_back(-item.step_size);
    roots.emplace_back(item.root);
  }
  at::_foreach_mul_(masters, decays);
  at::_foreach_mul_(firsts, at::Scalar(beta1));
  at::_foreach_add_(firsts, gradients, at::Scalar(1 - beta1));
  at::_foreach_mul_(seconds, at::Scalar(beta2));
  at::_foreach_addcmul_(seconds, gradients, gradients, at::Scalar(1 - beta2));
  auto denominators = at::_foreach_sqrt(seconds);
  at::_foreach_div_(denominators, roots);
  at::_foreach_add_(denominators, at::Scalar(epsilon));
  at::_foreach_addcdiv_(masters, firsts, denominators, sizes);
  for (const auto& item : items) {
    if (item.parameter.data_ptr() != item.master.data_ptr()) item.parameter.copy_(item.master);
  }
}

double squares_of_chunk(const at::Tensor& t, const Chunk& chunk) {
  double sum = 0;
  for (int64_t done = 0; done < chunk.count; done += kPiece) {
    const int64_t start = chunk.start + done, n = std::min(kPiece, chunk.count - done);
    if (t.scalar_type() == at::kFloat) {
      sum += squares_of(static_cast<const float*>(t.data_ptr()) + start, n);
    } else {
      float widened[kPiece];
      widen(static_cast<const uint16_t*>(t.data_ptr()) + start, widened, n);
      sum += squares_of(widened, n);
    }
  }
  return sum;
}

void sums_flat(const std::vector<at::Tensor>& tensors, const std::vector<Chunk>& chunks, double* sums) {
  std::vector<double> partial(chunks.size());
  at::parallel_for(0, static_cast<int64_t>(chunks.size()), 1, [&](int64_t begin, int64_t end) {
    for (int64_t c = begin; c < end; ++c) partial[c] = squares_of_chunk(tensors[chunks[c].item], chunks[c]);
  });
  for (size_t c = 0; c < chunks.size(); ++c) sums[chunks[c].item] += partial[c];
}

// One transfer for all of them: each would wait for the device.
void sums_composed(const std::vector<at::Tensor>& tensors, const std::vector<int32_t>& places, double* sums) {
  std::vector<at::Tensor> norms;
  for (auto place : places) {
    auto norm = at::linalg_vector_norm(tensors[place], 2, door::none, false, at::kDouble);
    norms.push_back(norms.empty() ? norm : norm.to(norms[0].device()));
  }
  const auto host = at::stack(norms).cpu();
  for (size_t i = 0; i < places.size(); ++i) {
    const double norm = host.data_ptr<double>()[i];
    sums[places[i]] = norm * norm;
  }
}

} // namespace
} // namespace door

COS_API int cos_adamw_step(
    const cos_adamw_item* raw, int32_t count, double beta1, double beta2, double epsilon, double gradient_scale) {
  return door::guarded([&] {
    at::NoGradGuard no_grad;
    std::vector<door::Item> flat;
    std::vector<std::vector<door::Item>> others;
    for (int32_t i = 0; i < count; ++i) {
      auto item = door::open(raw[i], beta1, beta2, epsilon, gradient_scale);
      if (door::flat(item)) {
        flat.push_back(std::move(item));
        continue;
      }
      auto like = std::find_if(others.begin(), others.end(), [&](const auto& group) {
        return group[0].master.scalar_type() == item.master.scalar_type() && group[0].master.device() == item.master.device();
      });
      if (like == others.end()) like = others.emplace(others.end());
      like->push_back(std::move(item));
    }
    door::update_flat(flat);
    for (const auto& group : others) door::update_composed(group, beta1, beta2, epsilon, gradient_scale);
    // What autograd saved of these tensors is no longer true.
    for (int32_t i = 0; i < count; ++i) {
      auto parameter = door::borrow(raw[i].parameter);
      if (!parameter.is_inference()) parameter.unsafeGetTensorImpl()->bump_version();
    }
  });
}

COS_API int cos_sums_of_squares(const cos_tensor* raw, int32_t count, double* sums) {
  return door::guarded([&] {
    at::NoGradGuard no_grad;
    std::vector<at::Tensor> tensors;
    std::vector<int32_t> composed;
    for (int32_t i = 0; i < count; ++i) {
      tensors.push_back(door::borrow(raw[i]));
      if (door::loopable(tensors[i])) {
        tensors[i] = tensors[i].contiguous();
      } else {
        composed.push_back(i);
      }
      sums[i] = 0;
    }
    door::sums_flat(tensors, door::cut(count, [&](int64_t i) { return door::loopable(tensors[i]) ? tensors[i].numel() : 0; }), sums);
    if (!composed.empty()) door::sums_composed(tensors, composed, sums);
  });
}
