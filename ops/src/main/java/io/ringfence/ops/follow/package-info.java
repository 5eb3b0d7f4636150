/** The warm standby: a process of its own that replays another one's journal as it grows. */
@NullMarked
package io.ringfence.ops.follow;

import org.jspecify.annotations.NullMarked;
