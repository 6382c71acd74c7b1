/* audit.h - the chain of events: SHA-256 over length-prefixed fields, each event carrying the hash of the one before.
 *
 * What is hashed of a command's arguments is a salted digest, so that erasing the text of a person later keeps the chain valid. Each
 * event also carries the digests of the rows as it left them, so that a row changed, removed or inserted behind the program's back is
 * found. A chain proves that nothing was changed since somebody outside noted a head; it is tamper-evident since the last anchor,
 * never tamper-proof: who owns the file can recompute all of it.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PLUMB_DIGEST_BYTES 32

typedef struct _PlumbDigest PlumbDigest;

/* Fields are length-prefixed (8 bytes, little endian), so that ("ab","c") and ("a","bc") differ. NULL differs from "". */
PlumbDigest *plumb_digest_new (void);
void plumb_digest_add_bytes (PlumbDigest *digest, const void *bytes, gsize length);
void plumb_digest_add_text (PlumbDigest *digest, const char *text); /* nullable */
void plumb_digest_add_integer (PlumbDigest *digest, gint64 value);
void plumb_digest_finish (PlumbDigest *digest, guint8 out[PLUMB_DIGEST_BYTES]); /* frees */
char *plumb_digest_dup_hex (const guint8 digest[PLUMB_DIGEST_BYTES]);

/* SHA-256 of a text as 64 hex digits. */
char *plumb_digest_dup_text_hex (const char *text, gssize length);

/* The link of one event. */
void plumb_audit_link (const guint8 previous[PLUMB_DIGEST_BYTES], gint64 sequence, gint64 at, const char *actor, const char *loop,
                       const char *kind, const guint8 payload_digest[PLUMB_DIGEST_BYTES], const void *rows, gsize rows_length,
                       guint8 out[PLUMB_DIGEST_BYTES]);

G_END_DECLS
