// C door to AdamW over many tensors at once, and to the norm its clipping needs.
#pragma once

#include "cos.h"

// One parameter with what its update reads and writes; tensors of an item have equal shapes.
typedef struct cos_adamw_item {
  cos_tensor parameter;  // written; the same tensor as master where no master is kept
  cos_tensor gradient;   // read; any floating type
  cos_tensor master;     // f32 or f64; what is trained
  cos_tensor first;      // mean of gradients, of master's type
  cos_tensor second;     // mean of their squares, of master's type
  double learning_rate;
  double weight_decay;   // decoupled
  int64_t step;          // number of this update of this parameter, from 1
} cos_adamw_item;

// Updates all items; gradients are multiplied by gradient_scale on the way in. The result does not depend on
// the number of threads.
COS_API int cos_adamw_step(
    const cos_adamw_item* items, int32_t count, double beta1, double beta2, double epsilon, double gradient_scale);

// Sum of squares of each tensor, in double; the result does not depend on the number of threads.
COS_API int cos_sums_of_squares(const cos_tensor* tensors, int32_t count, double* sums);
