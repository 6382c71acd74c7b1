/* resources.h - the files under schemas/ as they travel inside the programs. The only way to them: it registers them, once. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* `path` as under schemas/: "sqlite/0001-initial.sql". The bytes end with a NUL that is not counted. */
GBytes *plumb_resource_load (const char *path, GError **error);

/* Names of the files in a folder ("questions"), sorted by byte; empty when there is no such folder. */
GStrv plumb_resource_list (const char *folder);

G_END_DECLS
