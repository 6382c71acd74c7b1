/* bell.h - a sound from one process to the others that have the same workspace open: something was committed, look again.
 *
 * A bell carries no words. Whoever hears it reads in the workspace what is new, so a sound that is lost, doubled or rung by a stranger
 * costs one look at the file and can tell nobody anything that is not there. Whom it can't reach (another machine, another user) looks
 * by the clock: see workspace.c.
 *
 * The bells of a workspace are datagram sockets in <runtime folder>/plumbline/<digest of device and inode>/, one a listener, named
 * <pid>-<random>; only their owner may enter the folder. Where there is no such folder, or its path is too long for a socket, bells
 * are silent: everything here may be called all the same. Belongs to one thread.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _PlumbBell PlumbBell;

/* For the workspace file at `location`, which must be there. Never NULL. Makes nothing yet. */
PlumbBell *plumb_bell_new (const char *location);
/* Takes down what plumb_bell_listen hung up. */
void plumb_bell_free (PlumbBell *bell);

/* Rings at every other listener. Never waits: who has sounds enough to hear is left alone, the sockets of the dead are removed. */
void plumb_bell_ring (PlumbBell *bell);

/* Hangs the bell up. FALSE: not possible here. */
gboolean plumb_bell_listen (PlumbBell *bell);
int plumb_bell_get_fd (const PlumbBell *bell); /* readable when it has rung; -1 while not listening */
/* Takes every sound that has come so far, however many. TRUE when there was one. */
gboolean plumb_bell_hear (PlumbBell *bell);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbBell, plumb_bell_free)

G_END_DECLS
