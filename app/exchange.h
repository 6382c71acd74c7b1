/* exchange.h - whole loops as JSON: what `plumb import` takes and `plumb export --json` writes.
 *
 * One document: {"format": "plumbline-loops", "version": 3, "templates": [template ...], "loops": [loop ...]}, described by
 * schemas/json/exchange.schema.json. A loop names its template by key, version and sha256; the template's document is in
 * "templates" unless the reader has it. Documents of version 1, which know of no minutes, register of flags or declaration of
 * independence, and of version 2, which know of no skipped stages, are read too. Everything in a PlumbLoop is written, drafts
 * included; an assignment holds its card. Keys and arrays stand in a fixed order, so that the same loops give the same bytes. What
 * was withheld from a viewer is marked so and can't be read back: a document to import is exported by the owner of the workspace,
 * or by somebody who may see all of the loop.
 */
#pragma once

#include "app/snapshot.h"

G_BEGIN_DECLS

#define PLUMB_EXCHANGE_FORMAT "plumbline-loops"
#define PLUMB_EXCHANGE_VERSION 3
#define PLUMB_EXCHANGE_MAX_BYTES (64 * 1024 * 1024) /* of a document that is read: 1,300 loops full of notes */

/* The answer of a reader that looks templates up in a store: (transfer full), or NULL when unknown. A document that brings another text
 * of a version that is known is refused. */
typedef PlumbTemplate *(*PlumbTemplateLookup) (const char *key, int version, gpointer data);

/* Reads a document; a message names the JSON path of what is wrong ("$.loops[0].assignments[2].card.answers[1].score: ...").
 * Every reference, bound and text is checked; a document of a later version is TOO_NEW, everything else that is wrong INVALID. Answers
 * an array of PlumbLoop (owned, sorted). `lookup` may be NULL. */
GPtrArray *plumb_exchange_parse (const char *bytes, gsize length, PlumbTemplateLookup lookup, gpointer data, GError **error);
GPtrArray *plumb_exchange_read_file (const char *path, PlumbTemplateLookup lookup, gpointer data, GError **error);

/* The document of these snapshots (array of PlumbSnapshot), as each viewer may see it. */
json_t *plumb_exchange_to_json (GPtrArray *snapshots);
/* One loop in that form, for comparing and for `plumb show --json`. */
json_t *plumb_exchange_loop_to_json (const PlumbLoop *loop);

/* Pretty, with a newline at the end. Free with g_free. With `stamps` (of char *, nullable) the document has a member "stamps", which a
 * reader passes over: what a packet tells of itself for a later check. */
char *plumb_exchange_dup_text (GPtrArray *snapshots);
char *plumb_exchange_dup_text_with_stamps (GPtrArray *snapshots, GPtrArray *stamps);

G_END_DECLS
