/** Market data from files and from the sandbox's own generator. */
@NullMarked
package io.ringfence.ops.feed;

import org.jspecify.annotations.NullMarked;
