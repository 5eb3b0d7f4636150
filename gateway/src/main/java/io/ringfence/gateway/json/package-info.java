/** JSON in, strictly, and JSON out, in the shapes of the API. */
@org.jspecify.annotations.NullMarked
package io.ringfence.gateway.json;
