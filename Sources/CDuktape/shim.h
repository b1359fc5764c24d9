#ifndef NABLA_CDUKTAPE_SHIM_H
#define NABLA_CDUKTAPE_SHIM_H

#include "engine.h"

#endif
