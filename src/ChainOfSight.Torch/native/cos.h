// The C door between ChainOfSight.Torch and libtorch.
//
// Every function returns 0, or a cos_error whose text the same thread reads with cos_error_text().
// A tensor handle is a TensorImpl* that owns one reference: whoever receives one through an out
// parameter or a result gives it back with cos_tensor_release(). Arguments are borrowed.
// Limits: no complex scalars, no sparse layouts, no named dimensions.
#pragma once

#include <stdint.h>

#define COS_ABI 1
#define COS_API extern "C" __attribute__((visibility("default")))

typedef void* cos_tensor;
typedef void* cos_operator;

enum cos_error {
  COS_OK = 0,
  COS_ERROR_OTHER = 1,
  COS_ERROR_SHAPE = 2,      // arguments whose shapes, types or values an operator refuses
  COS_ERROR_INDEX = 3,      // an index outside its dimension
  COS_ERROR_MEMORY = 4,     // host or device memory is exhausted
  COS_ERROR_UNSUPPORTED = 5,// not in this libtorch, or not for this device or type
  COS_ERROR_CALLBACK = 6,   // a C# callback failed; the text is the token it returned
  COS_ERROR_SCHEMA = 7,     // an operator differs from what was expected
};

enum cos_tag {
  COS_NONE = 0,
  COS_DEFAULT = 1,          // the schema's own default
  COS_TENSOR = 2,           // ptr; null = None
  COS_TENSOR_LIST = 3,      // ptr = cos_tensor[len]
  COS_OPTIONAL_TENSOR_LIST = 4,
  COS_INT = 5,              // also enumerations: dtype, layout, memory format
  COS_FLOAT = 6,
  COS_BOOL = 7,
  COS_INT_LIST = 8,         // ptr = int64_t[len]
  COS_FLOAT_LIST = 9,       // ptr = double[len]
  COS_BOOL_LIST = 10,       // ptr = uint8_t[len]
  COS_STRING = 11,          // ptr = UTF-8, len bytes
  COS_DEVICE = 12,          // i = type << 8 | (index & 0xff); index 0xff = current
  COS_NUMBER = 13,          // f, in the place of a tensor: it does not widen the other's type
  COS_WHOLE_NUMBER = 14,    // i, likewise
};

typedef struct cos_value {
  int32_t tag;
  int32_t len;
  union {
    int64_t i;
    double f;
    void* p;
  };
} cos_value;

// A callback returns 0, or a token that names the C# exception it left behind.
typedef int64_t (*cos_hook_fn)(int64_t context, cos_tensor gradient, cos_tensor* replacement);
typedef int64_t (*cos_recompute_fn)(
    int64_t context, int32_t phase, const cos_tensor* in, int32_t ins, cos_tensor* out, int32_t outs);
typedef void (*cos_release_fn)(int64_t context);

// --- errors ---------------------------------------------------------------------------------
COS_API const char* cos_error_text(void);

// --- dispatch -------------------------------------------------------------------------------
// Finds the operator of a schema line and checks it: same overload, same arguments by name and
// type, same results; arguments that only the loaded libtorch has must have defaults.
COS_API int cos_operator_resolve(const char* schema, cos_operator* found);
COS_API int cos_operator_call(
    cos_operator op, const cos_value* args, int32_t count, cos_value* results, int32_t capacity, int32_t* returned);
COS_API void cos_list_free(void* list);

// --- tensors --------------------------------------------------------------------------------
COS_API void cos_tensor_release(cos_tensor t);
COS_API int cos_tensor_share(cos_tensor t, cos_tensor* same);  // a second handle of the same tensor
COS_API int64_t cos_tensors_live(void);                        // handles not yet released
COS_API int32_t cos_tensor_rank(cos_tensor t);
COS_API int64_t cos_tensor_count(cos_tensor t);                // number of elements
COS_API int32_t cos_tensor_dtype(cos_tensor t);
COS_API int32_t cos_tensor_device(cos_tensor t);               // as in COS_DEVICE
COS_API int32_t cos_tensor_contiguous(cos_tensor t);
COS_API int cos_tensor_sizes(cos_tensor t, int64_t* into);
COS_API int cos_tensor_strides(cos_tensor t, int64_t* into);
COS_API int cos_tensor_data(cos_tensor t, void** pointer);     // null for a meta tensor
COS_API int cos_tensor_storage_bytes(cos_tensor t, int64_t* bytes);
COS_API int64_t cos_tensor_identity(cos_tensor t);             // equal for handles of one tensor
COS_API int cos_tensor_copy_in(const void* from, int64_t bytes, int32_t dtype,
    const int64_t* sizes, int32_t rank, cos_tensor* made);
// Wraps memory that somebody else owns; release(context) runs when the last view of it is gone.
COS_API int cos_tensor_from_blob(void* memory, int32_t dtype, const int64_t* sizes, int32_t rank,
    cos_release_fn release, int64_t context, cos_tensor* made);
COS_API int cos_tensor_copy_out(cos_tensor t, void* into, int64_t bytes);
COS_API int cos_tensor_set_data(cos_tensor t, cos_tensor data);
COS_API int32_t cos_tensor_requires_grad(cos_tensor t);
COS_API int cos_tensor_set_requires_grad(cos_tensor t, int32_t on);
COS_API int32_t cos_tensor_is_leaf(cos_tensor t);
COS_API int cos_tensor_grad(cos_tensor t, cos_tensor* grad);   // null = none
COS_API int cos_tensor_set_grad(cos_tensor t, cos_tensor grad);
COS_API int cos_tensor_version(cos_tensor t, int64_t* version);

// --- autograd -------------------------------------------------------------------------------
COS_API int cos_backward(const cos_tensor* roots, const cos_tensor* grads, int32_t count,
    const cos_tensor* inputs, int32_t inputs_count, int32_t retain_graph, int32_t create_graph);
COS_API int cos_grad(const cos_tensor* roots, const cos_tensor* grads, int32_t count,
    const cos_tensor* inputs, int32_t inputs_count, int32_t retain_graph, int32_t create_graph,
    int32_t allow_unused, cos_tensor* results);
COS_API int32_t cos_grad_mode(void);
COS_API void cos_set_grad_mode(int32_t on);
COS_API int32_t cos_inference_mode(void);
COS_API int cos_inference_begin(int32_t on, void** guard);
COS_API void cos_inference_end(void* guard);
// Runs before the tensor's gradient is passed on; a non-null replacement takes its place.
COS_API int cos_hook_tensor(cos_tensor t, cos_hook_fn hook, cos_release_fn release, int64_t context, void** handle);
// Runs after a leaf's gradient of one backward pass has been added to its grad.
COS_API int cos_hook_accumulated(cos_tensor leaf, cos_hook_fn hook, cos_release_fn release, int64_t context, void** handle);
COS_API void cos_hook_remove(void* handle);

// Runs a C# function without keeping what its backward needs, and runs it again in backward.
// Phase 0: forward, in = inputs, out = outputs. Phase 1: in = gradients of the outputs (null =
// none), out = gradients of the inputs (null = none).
COS_API int cos_recompute(const cos_tensor* in, int32_t ins, cos_tensor* out, int32_t outs,
    cos_recompute_fn run, cos_release_fn release, int64_t context);

// --- random state ---------------------------------------------------------------------------
// A device is written as in COS_DEVICE.
COS_API int cos_random_seed(int64_t seed);                     // every device
COS_API int cos_random_get(int32_t device, cos_tensor* state);
COS_API int cos_random_set(int32_t device, cos_tensor state);

// --- runtime --------------------------------------------------------------------------------
COS_API int32_t cos_abi(void);
COS_API const char* cos_built_for(void);                       // libtorch version at compile time
COS_API const char* cos_loaded_version(void);                  // libtorch version that is loaded
COS_API int cos_build_report(char* into, int32_t capacity, int32_t* needed);
COS_API int32_t cos_threads(void);
COS_API int cos_set_threads(int32_t count);
COS_API int32_t cos_interop_threads(void);
COS_API int cos_set_interop_threads(int32_t count);
COS_API int cos_blas_path(char* into, int32_t capacity, int32_t* needed); // empty when it is inside libtorch
COS_API int32_t cos_blas_threads(void);                        // of its own; 0 = it has none
COS_API int cos_set_blas_threads(int32_t count);
COS_API int cos_set_deterministic(int32_t on, int32_t warn_only);
COS_API int32_t cos_deterministic(void);
// device_type as in COS_DEVICE's type; dtype of the cast operators.
COS_API int cos_set_autocast(int32_t device_type, int32_t on, int32_t dtype);
COS_API int cos_autocast(int32_t device_type, int32_t* on, int32_t* dtype);
COS_API void cos_autocast_clear(void);
// Fused operators: CPU, f32 or bf16, with gradients. Results have the type of the weight, or of the first input.
COS_API int cos_fused_rms_norm(cos_tensor x, cos_tensor weight, double epsilon, cos_tensor* made);
COS_API int cos_fused_layer_norm(cos_tensor x, cos_tensor weight, cos_tensor bias, double epsilon, cos_tensor* made);
COS_API int cos_fused_silu_mul(cos_tensor gate, cos_tensor up, cos_tensor* made);
COS_API int cos_fused_quick_gelu(cos_tensor x, cos_tensor* made);
COS_API int cos_fused_rotate(cos_tensor heads, cos_tensor cosines, cos_tensor sines, cos_tensor* made); // [places, heads, size]
COS_API int cos_fused_softmax(cos_tensor scores, cos_tensor* made);                                   // over the last dimension
COS_API int cos_fused_cross_entropy_sum(cos_tensor logits, cos_tensor targets, cos_tensor* made);
COS_API int cos_profile_start(void);                           // one at a time
COS_API int cos_profile_stop(void);
COS_API int cos_profile_read(char* into, int32_t capacity, int32_t* needed); // lines: operator, calls, own ns, whole ns; tabs between

// --- cuda (present in every build; unsupported where libtorch has no CUDA) -------------------
COS_API int32_t cos_cuda_built(void);
COS_API int32_t cos_cuda_count(void);
COS_API int cos_cuda_name(int32_t index, char* into, int32_t capacity, int32_t* needed);
COS_API int cos_cuda_get_device(int32_t* index);
COS_API int cos_cuda_set_device(int32_t index);
COS_API int cos_cuda_synchronize(int32_t index);
COS_API int cos_cuda_stream_new(int32_t index, int32_t high_priority, void** stream);
COS_API int cos_cuda_stream_use(void* stream, void** previous);
COS_API int cos_cuda_stream_synchronize(void* stream);
COS_API int cos_cuda_stream_wait(void* stream, void* other);
COS_API int cos_cuda_stream_free(void* stream);
COS_API int cos_cuda_memory(int32_t index, int64_t figures[4]); // allocated, reserved, peak allocated, device total
COS_API int cos_cuda_memory_reset_peak(int32_t index);
COS_API int cos_cuda_memory_empty(void);
