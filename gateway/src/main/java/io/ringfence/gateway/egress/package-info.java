/** What leaves: the consumer of released records that answers waiting requests. */
@org.jspecify.annotations.NullMarked
package io.ringfence.gateway.egress;
