/** The read model: a second engine behind the barrier, and the questions put to it. */
@org.jspecify.annotations.NullMarked
package io.ringfence.gateway.follower;
