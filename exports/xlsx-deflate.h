/* xlsx-deflate.h - the packing of a workbook's rows beside their making (private to exports).
 *
 * A deflater has one thread that packs what its streams are given, in the order they were given, and writes it to their files. A stream
 * that runs ahead waits, so that memory does not grow; what comes out depends on the bytes alone, never on the timing. The thread
 * begins with the first full block: a small workbook has none.
 */
#pragma once

#include <glib.h>
#include <stdio.h>

G_BEGIN_DECLS

typedef struct
{
  guint32 checksum; /* of the plain bytes */
  guint64 size;     /* of the plain bytes */
  guint64 packed;
} PlumbPacked;

typedef struct _PlumbDeflater PlumbDeflater;
typedef struct _PlumbDeflateStream PlumbDeflateStream;

PlumbDeflater *plumb_deflater_new (void);
void plumb_deflater_free (PlumbDeflater *deflater); /* after its streams */

/* A stream into an unlinked file in `folder`: nothing stays behind whatever happens to the program. */
PlumbDeflateStream *plumb_deflate_stream_new (PlumbDeflater *deflater, const char *folder, GError **error);
void plumb_deflate_stream_free (PlumbDeflateStream *stream);

/* Takes the block over. A failure is kept for finish. */
void plumb_deflate_stream_push (PlumbDeflateStream *stream, char *block, gsize length);
/* Adds the last bytes (borrowed) and waits for all; what the file holds then are deflated blocks that end on a byte and are not the last
 * ones. */
gboolean plumb_deflate_stream_finish (PlumbDeflateStream *stream, const char *rest, gsize length, GError **error);
const PlumbPacked *plumb_deflate_stream_get_packed (const PlumbDeflateStream *stream);
FILE *plumb_deflate_stream_get_file (PlumbDeflateStream *stream);

G_END_DECLS
