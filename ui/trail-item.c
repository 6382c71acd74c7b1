/* trail-item.c - see trail-item.h. */

#include "ui/trail-item.h"

struct _PlumbTrailItem
{
  GObject parent_instance;

  PlumbTrailEntry *entry;
  char *day;
};

G_DEFINE_FINAL_TYPE (PlumbTrailItem, plumb_trail_item, G_TYPE_OBJECT)

static void
plumb_trail_item_finalize (GObject *object)
{
  PlumbTrailItem *item = PLUMB_TRAIL_ITEM (object);

  g_clear_pointer (&item->entry, plumb_trail_entry_free);
  g_free (item->day);
  G_OBJECT_CLASS (plumb_trail_item_parent_class)->finalize (object);
}

static void
plumb_trail_item_class_init (PlumbTrailItemClass *class)
{
  G_OBJECT_CLASS (class)->finalize = plumb_trail_item_finalize;
}

static void
plumb_trail_item_init (PlumbTrailItem *item)
{
}

PlumbTrailItem *
plumb_trail_item_new (PlumbTrailEntry *entry, const char *day)
{
  PlumbTrailItem *item;

  g_return_val_if_fail (entry != NULL, NULL);

  item = g_object_new (PLUMB_TYPE_TRAIL_ITEM, NULL);
  item->entry = entry;
  item->day = g_strdup (day);
  return item;
}

const PlumbTrailEntry *
plumb_trail_item_get_entry (PlumbTrailItem *item)
{
  g_return_val_if_fail (PLUMB_IS_TRAIL_ITEM (item), NULL);
  return item->entry;
}

const char *
plumb_trail_item_get_day (PlumbTrailItem *item)
{
  g_return_val_if_fail (PLUMB_IS_TRAIL_ITEM (item), NULL);
  return item->day;
}
