/* weak.c - see weak.h. */

#include "ui/weak.h"

gpointer
plumb_weak_new (gpointer object)
{
  GWeakRef *box = g_new0 (GWeakRef, 1);

  g_weak_ref_init (box, object);
  return box;
}

gpointer
plumb_weak_take (gpointer box)
{
  gpointer object = g_weak_ref_get (box);

  g_weak_ref_clear (box);
  g_free (box);
  return object;
}
