// SPDX-License-Identifier: Apache-2.0
#include <coin/Clp_C_Interface.h>
