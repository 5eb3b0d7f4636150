/** What an auditor is given over HTTP: the records themselves, and a check of what is signed. */
@NullMarked
package io.ringfence.gateway.audit;

import org.jspecify.annotations.NullMarked;
