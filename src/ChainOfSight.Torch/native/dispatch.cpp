// One door to every ATen operator: resolve a schema line once, then call boxed.
#include "door.h"

#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/stack.h>
#include <ATen/ops/scalar_tensor.h>
#include <torch/csrc/jit/frontend/function_schema_parser.h>

#include <cstdlib>
#include <memory>
#include <mutex>
#include <vector>

namespace door {

struct Operator {
  c10::OperatorHandle handle;
  std::vector<int32_t> source;         // loaded argument -> ours, or -1 for its default
  std::vector<c10::IValue> defaults;   // by loaded argument
  int32_t expected;
};

// SymInt is an int that may be traced: the same argument in newer releases.
static std::string type_text(const c10::Argument& argument) {
  auto text = argument.type()->str();
  for (size_t at; (at = text.find("SymInt")) != std::string::npos;) text.replace(at, 6, "int");
  return text;
}

[[noreturn]] static void mismatch(const std::string& what, const c10::FunctionSchema& want, const c10::FunctionSchema& found) {
  throw SchemaMismatch(what + "\n  expected: " + c10::toString(want) + "\n  found:    " + c10::toString(found));
}

static std::unique_ptr<Operator> match(const c10::FunctionSchema& want, c10::OperatorHandle handle) {
  const auto& have = handle.schema();
  std::vector<int32_t> source;
  std::vector<c10::IValue> defaults;
  size_t used = 0;
  for (const auto& argument : have.arguments()) {
    int32_t ours = -1;
    for (size_t i = 0; i < want.arguments().size(); i++)
      if (want.arguments()[i].name() == argument.name()) ours = static_cast<int32_t>(i);
    if (ours >= 0) {
      used++;
      if (type_text(want.arguments()[ours]) != type_text(argument))
        mismatch("argument '" + argument.name() + "' has another type", want, have);
    } else if (!argument.default_value()) {
      mismatch("argument '" + argument.name() + "' is new and has no default", want, have);
    }
    source.push_back(ours);
    defaults.push_back(argument.default_value() ? *argument.default_value() : c10::IValue());
  }
  if (used != want.arguments().size()) mismatch("an argument is missing", want, have);
  if (want.returns().size() != have.returns().size()) mismatch("the number of results differs", want, have);
  return std::unique_ptr<Operator>(new Operator{
      handle, std::move(source), std::move(defaults), static_cast<int32_t>(want.arguments().size())});
}

// A number in the place of a tensor, as Python passes it: half the cost of the operator's own form for
// numbers. In 32 and 64 bits it is made in the other's type at once, which saves a conversion and changes
// no bit; narrower types compute with the unrounded number.
static at::Tensor number(const c10::Scalar& value, const cos_value& other) {
  auto type = value.isIntegral(false) ? at::kLong : at::kDouble;
  if (other.tag == COS_TENSOR && other.p != nullptr) {
    auto own = c10::typeMetaToScalarType(impl(other.p)->dtype());
    if (own == at::kFloat || own == at::kDouble) type = own;
  }
  auto made = at::scalar_tensor(value, at::TensorOptions(type));
  made.unsafeGetTensorImpl()->set_wrapped_number(true);
  return made;
}

static c10::IValue unpack(const cos_value& v, const cos_value& first) {
  switch (v.tag) {
    case COS_TENSOR:
      return v.p == nullptr ? c10::IValue() : c10::IValue(borrow(v.p));
    case COS_TENSOR_LIST: {
      c10::List<at::Tensor> list;
      list.reserve(v.len);
      for (int32_t i = 0; i < v.len; i++) list.push_back(borrow(static_cast<cos_tensor*>(v.p)[i]));
      return list;
    }
    case COS_OPTIONAL_TENSOR_LIST: {
      c10::List<Optional<at::Tensor>> list;
      list.reserve(v.len);
      for (int32_t i = 0; i < v.len; i++) {
        auto handle = static_cast<cos_tensor*>(v.p)[i];
        list.push_back(handle == nullptr ? Optional<at::Tensor>() : Optional<at::Tensor>(borrow(handle)));
      }
      return list;
    }
    case COS_INT:
      return v.i;
    case COS_FLOAT:
      return v.f;
    case COS_BOOL:
      return v.i != 0;
    case COS_INT_LIST:
      return c10::IValue(c10::IntArrayRef(static_cast<const int64_t*>(v.p), v.len));
    case COS_FLOAT_LIST:
      return c10::IValue(at::ArrayRef<double>(static_cast<const double*>(v.p), v.len));
    case COS_BOOL_LIST: {
      c10::List<bool> list;
      for (int32_t i = 0; i < v.len; i++) list.push_back(static_cast<const uint8_t*>(v.p)[i] != 0);
      return list;
    }
    case COS_STRING:
      return std::string(static_cast<const char*>(v.p), v.len);
    case COS_DEVICE:
      return device_of(v.i);
    case COS_NUMBER:
      return number(v.f, first);
    case COS_WHOLE_NUMBER:
      return number(v.i, first);
    default:
      return c10::IValue();
  }
}

static cos_value pack_tensors(const std::vector<at::Tensor>& list) {
  cos_value v{COS_TENSOR_LIST, static_cast<int32_t>(list.size()), {}};
  auto handles = static_cast<cos_tensor*>(std::malloc(sizeof(cos_tensor) * (list.empty() ? 1 : list.size())));
  if (handles == nullptr) throw std::bad_alloc();
  for (size_t i = 0; i < list.size(); i++) handles[i] = give(list[i]);
  v.p = handles;
  return v;
}

static cos_value pack(c10::IValue&& value) {
  cos_value v{COS_NONE, 0, {}};
  if (value.isTensor()) {
    v.tag = COS_TENSOR;
    v.p = give(std::move(value).toTensor());
  } else if (value.isTensorList()) {
    return pack_tensors(value.toTensorVector());
  } else if (value.isInt()) {
    v.tag = COS_INT;
    v.i = value.toInt();
  } else if (value.isDouble()) {
    v.tag = COS_FLOAT;
    v.f = value.toDouble();
  } else if (value.isBool()) {
    v.tag = COS_BOOL;
    v.i = value.toBool();
  } else if (!value.isNone()) {
    throw Unsupported("a result of kind " + value.tagKind() + " is not passed through the door");
  }
  return v;
}

} // namespace door

COS_API int cos_operator_resolve(const char* text, cos_operator* found) {
  return door::guarded([&] {
    auto want = torch::jit::parseSchema(text);
    auto handle = c10::Dispatcher::singleton().findSchema(want.operator_name());
    if (!handle) throw door::Unsupported("the loaded libtorch has no operator " + c10::toString(want.operator_name()));
    // Operators live as long as the process: calls keep no count of them.
    *found = door::match(want, *handle).release();
  });
}

COS_API int cos_operator_call(
    cos_operator op, const cos_value* args, int32_t count, cos_value* results, int32_t capacity, int32_t* returned) {
  return door::guarded([&] {
    auto& self = *static_cast<door::Operator*>(op);
    if (count != self.expected) throw std::invalid_argument("wrong number of arguments");
    // One stack per thread and depth would save an allocation, but operators re-enter through hooks.
    c10::Stack stack;
    stack.reserve(self.source.size());
    for (size_t i = 0; i < self.source.size(); i++) {
      auto ours = self.source[i];
      if (ours < 0 || args[ours].tag == COS_DEFAULT) stack.push_back(self.defaults[i]);
      else stack.push_back(door::unpack(args[ours], args[0]));
    }
    self.handle.callBoxed(&stack);
    if (static_cast<int32_t>(stack.size()) > capacity) throw std::length_error("more results than expected");
    *returned = static_cast<int32_t>(stack.size());
    for (int32_t i = 0; i < *returned; i++) results[i] = door::pack(std::move(stack[i]));
  });
}

COS_API void cos_list_free(void* list) {
  std::free(list);
}
