/** {@code bench fix}: the FIX gateway with a whole core behind it, beside a bare QuickFIX/J acceptor that echoes. */
@org.jspecify.annotations.NullMarked
package io.ringfence.bench.fix;
