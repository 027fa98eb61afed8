// C door to c10d: stores through which processes meet, and groups of processes that reduce and exchange tensors.
// Where libtorch lacks c10d, Gloo or NCCL, the functions return COS_ERROR_UNSUPPORTED.
#pragma once

#include "cos.h"

#define COS_ERROR_TIMEOUT 20  // something waited for did not happen in time
#define COS_ERROR_NETWORK 21  // a peer or the store cannot be reached, or hung up

typedef void* cos_store;
typedef void* cos_group;
typedef void* cos_work;

enum cos_reduction { COS_SUM = 0, COS_PRODUCT = 1, COS_MIN = 2, COS_MAX = 3 };

// Bits: 1 = stores, 2 = Gloo, 4 = NCCL.
COS_API int32_t cos_distributed_built(void);

// --- stores: times in milliseconds, above 0 ----------------------------------------------------
COS_API int cos_store_tcp(
    const char* host, int32_t port, int32_t server, int64_t timeout, cos_store* made, int32_t* bound_port);
COS_API int cos_store_file(const char* path, int32_t size, int64_t timeout, cos_store* made);
COS_API int cos_store_set(cos_store store, const char* key, const uint8_t* value, int64_t length);
COS_API int cos_store_get(cos_store store, const char* key, uint8_t** value, int64_t* length);  // waits for the key
COS_API void cos_store_value_free(uint8_t* value);
COS_API int cos_store_add(cos_store store, const char* key, int64_t amount, int64_t* sum);
COS_API int cos_store_wait(cos_store store, const char* const* keys, int32_t count, int64_t timeout);
COS_API int cos_store_check(cos_store store, const char* key, int32_t* there);
COS_API void cos_store_free(cos_store store);

// --- groups: made by all ranks at once; all call the same operations in the same order -----------
COS_API int cos_group_gloo(
    cos_store store, int32_t rank, int32_t size, int64_t timeout, const char* address, cos_group* made);
COS_API int cos_group_nccl(cos_store store, int32_t rank, int32_t size, int64_t timeout, cos_group* made);
COS_API void cos_group_free(cos_group group);  // waits until work under way has ended or timed out

// Tensors must live until the work is freed; results are there after a successful wait.
COS_API int cos_group_all_reduce(cos_group group, cos_tensor tensor, int32_t reduction, cos_work* work);
COS_API int cos_group_broadcast(cos_group group, cos_tensor tensor, int32_t root, cos_work* work);
COS_API int cos_group_all_gather(
    cos_group group, cos_tensor input, const cos_tensor* outputs, int32_t count, cos_work* work);
COS_API int cos_group_barrier(cos_group group, cos_work* work);
COS_API int cos_group_send(cos_group group, cos_tensor tensor, int32_t to, int32_t tag, cos_work* work);
COS_API int cos_group_receive(cos_group group, cos_tensor tensor, int32_t from, int32_t tag, cos_work* work);

// Says nothing of sends and receives: those make progress on their own, but only a wait notices.
COS_API int32_t cos_work_completed(cos_work work);
COS_API int cos_work_wait(cos_work work, int64_t timeout);  // 0 = as long as the group's time-out allows
COS_API void cos_work_free(cos_work work);
