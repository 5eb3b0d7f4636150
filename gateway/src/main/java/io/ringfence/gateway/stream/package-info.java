/** What the journal says, event by event, to clients that stay connected: live and catching up by the same code. */
@NullMarked
package io.ringfence.gateway.stream;

import org.jspecify.annotations.NullMarked;
