/** Who may do what: credentials, tokens, roles. */
@org.jspecify.annotations.NullMarked
package io.ringfence.gateway.auth;
