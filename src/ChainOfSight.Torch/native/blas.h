// Which BLAS multiplies matrices.
#pragma once

#include "door.h"

#include <string>

namespace door {

std::string file_of(const void* symbol);
std::string torch_file();
void* blas_symbol(const char* name);

} // namespace door
