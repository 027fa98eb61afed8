// Loops of the fused operators over rows of f32: no libtorch here, so that they can have their own compiler settings.
#pragma once

#include <cstdint>

namespace door {

float rms_row(const float* x, const float* w, float* y, int64_t n, float epsilon); // gives 1 / root mean square
void rms_row_back(const float* x, const float* w, const float* dy, float inverse, float* dx, float* dw, int64_t n); // adds to dw
struct Moments {
  float mean;
  float inverse; // 1 / standard deviation
};
Moments layer_row(const float* x, const float* w, const float* b, float* y, int64_t n, float epsilon);
void layer_row_back(const float* x, const float* w, const float* dy, Moments of, float* dx, float* dw, float* db, int64_t n); // adds to dw, db
void silu_mul_row(const float* gate, const float* up, float* y, int64_t n);
void silu_mul_row_back(const float* gate, const float* up, const float* dy, float* dgate, float* dup, int64_t n);
void quick_gelu_row(const float* x, float* y, int64_t n);
void quick_gelu_row_back(const float* x, const float* dy, float* dx, int64_t n);
void rotate_row(const float* x, const float* cosines, const float* sines, float* y, int64_t half);
void rotate_row_back(const float* dy, const float* cosines, const float* sines, float* dx, int64_t half);
void softmax_row(const float* scores, float* y, int64_t n); // a row of -infinity alone gives not-a-numbers, as ATen's does
void softmax_row_back(const float* y, const float* dy, float* dscores, int64_t n);
float cross_entropy_row(const float* logits, int64_t target, float* dlogits, int64_t n); // dlogits: softmax minus one at the target

} // namespace door
