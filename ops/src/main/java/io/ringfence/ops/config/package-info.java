/** Configuration: files and environment in, typed settings and commands for the journal out. */
@NullMarked
package io.ringfence.ops.config;

import org.jspecify.annotations.NullMarked;
