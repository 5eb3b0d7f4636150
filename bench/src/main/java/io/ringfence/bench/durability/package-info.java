/** What making records durable costs. */
@org.jspecify.annotations.NullMarked
package io.ringfence.bench.durability;
