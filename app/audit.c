/* audit.c - SHA-256 over length-prefixed fields, and the link of one event of the chain. */
#include "app/audit.h"

#include <string.h>

#define ABSENT G_MAXUINT64 /* the length that stands for NULL; no field is that long */

struct _PlumbDigest
{
  GChecksum *checksum;
};

static void
add_prefix (PlumbDigest *digest, guint64 length)
{
  guint64 prefix = GUINT64_TO_LE (length);

  g_checksum_update (digest->checksum, (const guchar *)&prefix, sizeof prefix);
}

PlumbDigest *
plumb_digest_new (void)
{
  PlumbDigest *digest = g_new0 (PlumbDigest, 1);

  digest->checksum = g_checksum_new (G_CHECKSUM_SHA256);
  return digest;
}

void
plumb_digest_add_bytes (PlumbDigest *digest, const void *bytes, gsize length)
{
  g_return_if_fail (digest != NULL);
  g_return_if_fail (bytes != NULL || length == 0);
  add_prefix (digest, length);
  if (length > 0)
    g_checksum_update (digest->checksum, bytes, (gssize)length);
}

void
plumb_digest_add_text (PlumbDigest *digest, const char *text)
{
  g_return_if_fail (digest != NULL);
  if (text == NULL)
    add_prefix (digest, ABSENT);
  else
    plumb_digest_add_bytes (digest, text, strlen (text));
}

void
plumb_digest_add_integer (PlumbDigest *digest, gint64 value)
{
  gint64 little = GINT64_TO_LE (value);

  plumb_digest_add_bytes (digest, &little, sizeof little);
}

void
plumb_digest_finish (PlumbDigest *digest, guint8 out[PLUMB_DIGEST_BYTES])
{
  gsize length = PLUMB_DIGEST_BYTES;

  g_return_if_fail (digest != NULL);
  g_checksum_get_digest (digest->checksum, out, &length);
  g_assert (length == PLUMB_DIGEST_BYTES);
  g_checksum_free (digest->checksum);
  g_free (digest);
}

char *
plumb_digest_dup_hex (const guint8 digest[PLUMB_DIGEST_BYTES])
{
  GString *hex = g_string_sized_new (2 * PLUMB_DIGEST_BYTES);

  for (gsize i = 0; i < PLUMB_DIGEST_BYTES; i++)
    g_string_append_printf (hex, "%02x", digest[i]);
  return g_string_free (hex, FALSE);
}

char *
plumb_digest_dup_text_hex (const char *text, gssize length)
{
  g_return_val_if_fail (text != NULL, NULL);
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, length);
}

void
plumb_audit_link (const guint8 previous[PLUMB_DIGEST_BYTES], gint64 sequence, gint64 at, const char *actor, const char *loop,
                  const char *kind, const guint8 payload_digest[PLUMB_DIGEST_BYTES], const void *rows, gsize rows_length,
                  guint8 out[PLUMB_DIGEST_BYTES])
{
  PlumbDigest *digest = plumb_digest_new ();

  plumb_digest_add_bytes (digest, previous, PLUMB_DIGEST_BYTES);
  plumb_digest_add_integer (digest, sequence);
  plumb_digest_add_integer (digest, at);
  plumb_digest_add_text (digest, actor);
  plumb_digest_add_text (digest, loop);
  plumb_digest_add_text (digest, kind);
  plumb_digest_add_bytes (digest, payload_digest, PLUMB_DIGEST_BYTES);
  plumb_digest_add_bytes (digest, rows, rows_length);
  plumb_digest_finish (digest, out);
}
