/** Undertow, routes and endpoints. */
@org.jspecify.annotations.NullMarked
package io.ringfence.gateway.http;
