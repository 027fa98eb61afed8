// The loops of AdamW over plain memory: no libtorch here, so that they can have their own compiler settings.
#pragma once

#include <cstdint>

namespace door {

struct AdamwFactors {
  float gradient_scale;
  float decay;          // 1 - learning rate * weight decay
  float beta1, one_minus_beta1;
  float beta2, one_minus_beta2;
  float step_size;      // learning rate / (1 - beta1^step)
  float root;           // sqrt(1 - beta2^step)
  float epsilon;
};

void adamw_loop(float* p, float* m, float* v, const float* g, int64_t n, const AdamwFactors& f);
void widen(const uint16_t* bf16, float* f32, int64_t n);
void round_to_even(const float* f32, uint16_t* bf16, int64_t n);
double squares_of(const float* g, int64_t n);

} // namespace door
