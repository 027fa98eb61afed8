#include "fused_kernel.h"

#include <cmath>
#include <cstring>

// As adamw_kernel.cpp: contraction stays off, so that equal inputs give equal bits on every clone of one instruction set's width.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3", "no-math-errno", "no-trapping-math", "fp-contract=off")
#if defined(__x86_64__)
#define COS_CLONES __attribute__((target_clones("avx512f", "avx2", "default")))
#endif
#define COS_INLINE inline __attribute__((always_inline))
#endif
#ifndef COS_CLONES
#define COS_CLONES
#endif
#ifndef COS_INLINE
#define COS_INLINE inline
#endif

namespace door {

namespace {

constexpr int kLanes = 16;

// Sums in sixteen lanes, whatever the width of the registers: the same bits on every machine.
struct Lanes {
  float lane[kLanes] = {};
  COS_INLINE float sum() const {
    float s[8];
    for (int i = 0; i < 8; ++i) s[i] = lane[i] + lane[i + 8];
    return ((s[0] + s[4]) + (s[1] + s[5])) + ((s[2] + s[6]) + (s[3] + s[7]));
  }
};

// e^x in f32, within two units of the last place; 0 below the least normal number. Cody and Waite's reduction, Cephes' polynomial.
COS_INLINE float exponential(float x) {
  const float clamped = x < -87.3f ? -87.3f : (x > 88.7f ? 88.7f : x);
  const float magic = 12582912.0f; // 1.5 * 2^23: adding it rounds to a whole number
  const float scaled = clamped * 1.44269504088896341f + magic;
  int32_t bits;
  std::memcpy(&bits, &scaled, sizeof bits);
  const float whole = scaled - magic;
  const float r = (clamped - whole * 0.693359375f) - whole * -2.12194440e-4f;
  float p = 1.9875691500e-4f;
  p = p * r + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  p = p * r * r + r + 1.0f;
  // Two halves of the power of two, so that neither leaves the range.
  const int32_t power = bits - 0x4B400000;
  const int32_t low = power / 2, high = power - low;
  const int32_t first = (low + 127) << 23, second = (high + 127) << 23;
  float a, b;
  std::memcpy(&a, &first, sizeof a);
  std::memcpy(&b, &second, sizeof b);
  const float value = p * a * b;
  const float finite = x < -87.3f ? 0.0f : (x > 88.7f ? INFINITY : value);
  return x != x ? x : finite;
}

COS_INLINE float logistic(float x) { return 1.0f / (1.0f + exponential(-x)); }

} // namespace

COS_CLONES float rms_row(const float* __restrict x, const float* __restrict w, float* __restrict y, int64_t n, float epsilon) {
  Lanes squares;
  int64_t i = 0;
  for (; i + kLanes <= n; i += kLanes) {
    for (int k = 0; k < kLanes; ++k) squares.lane[k] += x[i + k] * x[i + k];
  }
  for (; i < n; ++i) squares.lane[i % kLanes] += x[i] * x[i];
  const float inverse = 1.0f / __builtin_sqrtf(squares.sum() / static_cast<float>(n) + epsilon);
  for (i = 0; i < n; ++i) y[i] = x[i] * inverse * w[i];
  return inverse;
}

COS_CLONES void rms_row_back(
    const float* __restrict x, const float* __restrict w, const float* __restrict dy, float inverse, float* __restrict dx, float* __restrict dw, int64_t n) {
  Lanes dots;
  int64_t i = 0;
  for (; i + kLanes <= n; i += kLanes) {
    for (int k = 0; k < kLanes; ++k) dots.lane[k] += dy[i + k] * w[i + k] * x[i + k];
  }
  for (; i < n; ++i) dots.lane[i % kLanes] += dy[i] * w[i] * x[i];
  const float share = dots.sum() * inverse * inverse * inverse / static_cast<float>(n);
  for (i = 0; i < n; ++i) {
    dw[i] += dy[i] * (x[i] * inverse);
    dx[i] = dy[i] * w[i] * inverse - x[i] * share;
  }
}

COS_CLONES Moments layer_row(
    const float* __restrict x, const float* __restrict w, const float* __restrict b, float* __restrict y, int64_t n, float epsilon) {
  Lanes sums;
  int64_t i = 0;
  for (; i + kLanes <= n; i += kLanes) {
    for (int k = 0; k < kLanes; ++k) sums.lane[k] += x[i + k];
  }
  for (; i < n; ++i) sums.lane[i % kLanes] += x[i];
  const float mean = sums.sum() / static_cast<float>(n);
  Lanes squares;
  i = 0;
  for (; i + kLanes <= n; i += kLanes) {
    for (int k = 0; k < kLanes; ++k) squares.lane[k] += (x[i + k] - mean) * (x[i + k] - mean);
  }
  for (; i < n; ++i) squares.lane[i % kLanes] += (x[i] - mean) * (x[i] - mean);
  const float inverse = 1.0f / __builtin_sqrtf(squares.sum() / static_cast<float>(n) + epsilon);
  for (i = 0; i < n; ++i) y[i] = (x[i] - mean) * inverse * w[i] + b[i];
  return {mean, inverse};
}

COS_CLONES void layer_row_back(const float* __restrict x, const float* __restrict w, const float* __restrict dy, Moments of, float* __restrict dx,
    float* __restrict dw, float* __restrict db, int64_t n) {
  Lanes sums, dots;
  int64_t i = 0;
  for (; i + kLanes <= n; i += kLanes) {
    for (int k = 0; k < kLanes; ++k) {
      const float g = dy[i + k] * w[i + k];
      sums.lane[k] += g;
      dots.lane[k] += g * ((x[i + k] - of.mean) * of.inverse);
    }
  }
  for (; i < n; ++i) {
    const float g = dy[i] * w[i];
    sums.lane[i % kLanes] += g;
    dots.lane[i % kLanes] += g * ((x[i] - of.mean) * of.inverse);
  }
  const float mean = sums.sum() / static_cast<float>(n);
  const float share = dots.sum() / static_cast<float>(n);
  for (i = 0; i < n; ++i) {
    const float normal = (x[i] - of.mean) * of.inverse;
    dw[i] += dy[i] * normal;
    db[i] += dy[i];
    dx[i] = of.inverse * (dy[i] * w[i] - mean - normal * share);
  }
}

COS_CLONES void silu_mul_row(const float* __restrict gate, const float* __restrict up, float* __restrict y, int64_t n) {
  for (int64_t i = 0; i < n; ++i) y[i] = gate[i] * logistic(gate[i]) * up[i];
}

COS_CLONES void silu_mul_row_back(
    const float* __restrict gate, const float* __restrict up, const float* __restrict dy, float* __restrict dgate, float* __restrict dup, int64_t n) {
  for (int64_t i = 0; i < n; ++i) {
    const float s = logistic(gate[i]);
    dup[i] = dy[i] * gate[i] * s;
    dgate[i] = dy[i] * up[i] * s * (1.0f + gate[i] * (1.0f - s));
  }
}

COS_CLONES void quick_gelu_row(const float* __restrict x, float* __restrict y, int64_t n) {
  for (int64_t i = 0; i < n; ++i) y[i] = x[i] * logistic(1.702f * x[i]);
}

COS_CLONES void quick_gelu_row_back(const float* __restrict x, const float* __restrict dy, float* __restrict dx, int64_t n) {
  for (int64_t i = 0; i < n; ++i) {
    const float s = logistic(1.702f * x[i]);
    dx[i] = dy[i] * s * (1.0f + 1.702f * x[i] * (1.0f - s));
  }
}

COS_CLONES void rotate_row(const float* __restrict x, const float* __restrict cosines, const float* __restrict sines, float* __restrict y, int64_t half) {
  for (int64_t i = 0; i < half; ++i) {
    y[i] = x[i] * cosines[i] - x[i + half] * sines[i];
    y[i + half] = x[i + half] * cosines[i + half] + x[i] * sines[i + half];
  }
}

COS_CLONES void rotate_row_back(const float* __restrict dy, const float* __restrict cosines, const float* __restrict sines, float* __restrict dx, int64_t half) {
  for (int64_t i = 0; i < half; ++i) {
    dx[i] = dy[i] * cosines[i] + dy[i + half] * sines[i + half];
    dx[i + half] = dy[i + half] * cosines[i + half] - dy[i] * sines[i];
  }
}

namespace {

COS_INLINE float largest(const float* __restrict x, int64_t n) {
  float lanes[kLanes];
  for (int k = 0; k < kLanes; ++k) lanes[k] = -INFINITY;
  int64_t i = 0;
  for (; i + kLanes <= n; i += kLanes) {
    for (int k = 0; k < kLanes; ++k) lanes[k] = x[i + k] > lanes[k] ? x[i + k] : lanes[k];
  }
  for (; i < n; ++i) lanes[i % kLanes] = x[i] > lanes[i % kLanes] ? x[i] : lanes[i % kLanes];
  float top = lanes[0];
  for (int k = 1; k < kLanes; ++k) top = lanes[k] > top ? lanes[k] : top;
  return top;
}

// Writes e^(x - top), and gives their sum.
COS_INLINE float exponentials(const float* __restrict x, float top, float* __restrict y, int64_t n) {
  Lanes sums;
  int64_t i = 0;
  for (; i + kLanes <= n; i += kLanes) {
    for (int k = 0; k < kLanes; ++k) {
      const float e = exponential(x[i + k] - top);
      y[i + k] = e;
      sums.lane[k] += e;
    }
  }
  for (; i < n; ++i) {
    const float e = exponential(x[i] - top);
    y[i] = e;
    sums.lane[i % kLanes] += e;
  }
  return sums.sum();
}

} // namespace

COS_CLONES void softmax_row(const float* __restrict scores, float* __restrict y, int64_t n) {
  const float factor = 1.0f / exponentials(scores, largest(scores, n), y, n);
  for (int64_t i = 0; i < n; ++i) y[i] *= factor;
}

COS_CLONES void softmax_row_back(const float* __restrict y, const float* __restrict dy, float* __restrict dscores, int64_t n) {
  Lanes dots;
  int64_t i = 0;
  for (; i + kLanes <= n; i += kLanes) {
    for (int k = 0; k < kLanes; ++k) dots.lane[k] += y[i + k] * dy[i + k];
  }
  for (; i < n; ++i) dots.lane[i % kLanes] += y[i] * dy[i];
  const float dot = dots.sum();
  for (i = 0; i < n; ++i) dscores[i] = y[i] * (dy[i] - dot);
}

COS_CLONES float cross_entropy_row(const float* __restrict logits, int64_t target, float* __restrict dlogits, int64_t n) {
  const float top = largest(logits, n);
  const float sum = exponentials(logits, top, dlogits, n);
  const float factor = 1.0f / sum;
  for (int64_t i = 0; i < n; ++i) dlogits[i] *= factor;
  dlogits[target] -= 1.0f;
  return std::log(sum) + top - logits[target];
}

} // namespace door
