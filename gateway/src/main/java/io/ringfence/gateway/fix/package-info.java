/**
 * FIX 4.4 order entry, drop copy and market data. {@link io.ringfence.gateway.fix.FixGateway} is the seam; QuickFIX/J is
 * behind it. Messages in become commands, and everything that goes out is made of released records.
 */
@org.jspecify.annotations.NullMarked
package io.ringfence.gateway.fix;
