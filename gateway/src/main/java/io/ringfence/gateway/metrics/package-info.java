/** What Prometheus scrapes. */
@org.jspecify.annotations.NullMarked
package io.ringfence.gateway.metrics;
