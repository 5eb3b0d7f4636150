/** What commit records say: whole records from fragments, the orders and decisions in them, the names of ids. */
@org.jspecify.annotations.NullMarked
package io.ringfence.gateway.record;
