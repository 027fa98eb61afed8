// Rows of a tensor as f32, whichever of f32 and bf16 it holds.
#pragma once

#include "adamw_kernel.h"
#include "door.h"

#include <ATen/Parallel.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/zeros.h>

#include <vector>

namespace door {

// A contiguous tensor seen as [rows, width].
class Rows {
 public:
  Rows(const at::Tensor& t, int64_t width) : wide_(t.scalar_type() == at::kFloat), width_(width), data_(static_cast<char*>(t.data_ptr())) {}

  // The row itself where it is f32, else a copy in the buffer.
  const float* read(int64_t row, float* buffer) const {
    if (wide_) return reinterpret_cast<const float*>(at(row));
    widen(reinterpret_cast<const uint16_t*>(at(row)), buffer, width_);
    return buffer;
  }

  // Where to write the row: itself where it is f32, else the buffer, which write() rounds.
  float* target(int64_t row, float* buffer) const { return wide_ ? reinterpret_cast<float*>(at(row)) : buffer; }
  void write(int64_t row, const float* buffer) const {
    if (!wide_) round_to_even(buffer, reinterpret_cast<uint16_t*>(at(row)), width_);
  }

 private:
  char* at(int64_t row) const { return data_ + row * width_ * (wide_ ? 4 : 2); }
  bool wide_;
  int64_t width_;
  char* data_;
};

inline std::vector<float> row_of(const at::Tensor& t) {
  auto f = t.to(at::kFloat).contiguous();
  return std::vector<float>(f.data_ptr<float>(), f.data_ptr<float>() + f.numel());
}

// Rows that one thread takes at a time.
inline int64_t grain(int64_t width) { return std::max<int64_t>(1, 16384 / std::max<int64_t>(1, width)); }

template <class Body>
void each_row(int64_t rows, int64_t width, int64_t buffers, Body&& body) {
  at::parallel_for(0, rows, grain(width), [&](int64_t begin, int64_t end) {
    std::vector<float> scratch(buffers * width);
    for (int64_t row = begin; row < end; ++row) body(row, scratch.data());
  });
}

// Sums over rows come from blocks of a fixed size, added in order: the same bits whatever the number of threads.
constexpr int64_t kRowsPerBlock = 128;

template <class Body>
at::Tensor sum_of_blocks(int64_t rows, int64_t width, int64_t sums, int64_t buffers, Body&& body) {
  const int64_t blocks = (rows + kRowsPerBlock - 1) / kRowsPerBlock;
  std::vector<float> parts(blocks * sums * width);
  at::parallel_for(0, blocks, 1, [&](int64_t begin, int64_t end) {
    std::vector<float> scratch(buffers * width);
    for (int64_t block = begin; block < end; ++block) {
      const int64_t last = std::min(rows, (block + 1) * kRowsPerBlock);
      for (int64_t row = block * kRowsPerBlock; row < last; ++row) body(row, scratch.data(), parts.data() + block * sums * width);
    }
  });
  auto total = at::zeros({sums, width}, at::kFloat);
  auto* into = total.data_ptr<float>();
  for (int64_t block = 0; block < blocks; ++block) {
    const float* part = parts.data() + block * sums * width;
    for (int64_t i = 0; i < sums * width; ++i) into[i] += part[i];
  }
  return total;
}

} // namespace door
