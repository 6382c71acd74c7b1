/* format.h - the kinds of file that one packet can become. */
#pragma once

#include "exports/packet.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  PLUMB_FORMAT_XLSX = 1 << 0, /* "xlsx" */
  PLUMB_FORMAT_PDF = 1 << 1,  /* "pdf" */
  PLUMB_FORMAT_JSON = 1 << 2, /* "json": the exchange document of what the profile lets out */
  PLUMB_FORMAT_PNG = 1 << 3,  /* "png": the packet on one page, as a picture */
  PLUMB_FORMAT_TEXT = 1 << 4  /* "txt": the same in words, for a mail */
} PlumbFormats;

#define PLUMB_N_FORMATS 5
const char *plumb_format_get_extension (guint index); /* "xlsx"; the flag is 1 << index */
/* "xlsx,pdf"; INVALID names the one that is none. */
gboolean plumb_formats_parse (const char *text, PlumbFormats *formats, GError **error);

/* Writes one packet in one format: complete or not at all. */
gboolean plumb_format_write (PlumbFormats format, PlumbPacket *packet, PlumbPaper paper, const char *path, gboolean replace,
                             GCancellable *cancellable, GError **error);

G_END_DECLS
