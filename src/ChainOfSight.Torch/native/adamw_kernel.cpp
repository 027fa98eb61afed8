#include "adamw_kernel.h"

#include <cstring>

// Contraction stays off: every clone and every machine gives the same bits.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3", "no-math-errno", "no-trapping-math", "fp-contract=off")
#if defined(__x86_64__)
#define COS_CLONES __attribute__((target_clones("avx512f", "avx2", "default")))
#endif
#endif
#ifndef COS_CLONES
#define COS_CLONES
#endif

namespace door {

COS_CLONES void adamw_loop(
    float* __restrict p, float* __restrict m, float* __restrict v, const float* __restrict g, int64_t n, const AdamwFactors& factors) {
  const AdamwFactors f = factors;
  for (int64_t i = 0; i < n; ++i) {
    const float gi = g[i] * f.gradient_scale;
    const float mi = m[i] * f.beta1 + f.one_minus_beta1 * gi;
    const float vi = v[i] * f.beta2 + f.one_minus_beta2 * gi * gi;
    m[i] = mi;
    v[i] = vi;
    p[i] = p[i] * f.decay - f.step_size * (mi / (__builtin_sqrtf(vi) / f.root + f.epsilon));
  }
}

COS_CLONES void widen(const uint16_t* __restrict bf16, float* __restrict f32, int64_t n) {
  for (int64_t i = 0; i < n; ++i) {
    const uint32_t bits = static_cast<uint32_t>(bf16[i]) << 16;
    std::memcpy(f32 + i, &bits, sizeof bits);
  }
}

COS_CLONES void round_to_even(const float* __restrict f32, uint16_t* __restrict bf16, int64_t n) {
  for (int64_t i = 0; i < n; ++i) {
    uint32_t bits;
    std::memcpy(&bits, f32 + i, sizeof bits);
    const uint32_t rounded = (bits + 0x7fffu + ((bits >> 16) & 1u)) >> 16;
    bf16[i] = static_cast<uint16_t>((bits & 0x7fffffffu) > 0x7f800000u ? 0x7fc0u : rounded);
  }
}

COS_CLONES double squares_of(const float* __restrict g, int64_t n) {
  double lanes[8] = {};
  int64_t i = 0;
  for (; i + 8 <= n; i += 8) {
    for (int lane = 0; lane < 8; ++lane) {
      const double x = g[i + lane];
      lanes[lane] += x * x;
    }
  }
  for (; i < n; ++i) lanes[i & 7] += static_cast<double>(g[i]) * g[i];
  return ((lanes[0] + lanes[4]) + (lanes[1] + lanes[5])) + ((lanes[2] + lanes[6]) + (lanes[3] + lanes[7]));
}

} // namespace door
