/** TLS of the HTTP ports: certificates from files that may be replaced while the core runs. */
@NullMarked
package io.ringfence.gateway.tls;

import org.jspecify.annotations.NullMarked;
