/** The REST gateway of a whole core under load: a crowd with slow clients in it, and trips of the kill switch. */
@NullMarked
package io.ringfence.bench.rest;

import org.jspecify.annotations.NullMarked;
