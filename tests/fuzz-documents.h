/* fuzz-documents.h - libFuzzer's entry point, by the name it asks for. */
#pragma once

#include <glib.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);
