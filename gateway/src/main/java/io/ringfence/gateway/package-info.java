/** The edges of the core: HTTP, streams, FIX, authentication, metrics, egress. */
@NullMarked
package io.ringfence.gateway;

import org.jspecify.annotations.NullMarked;
