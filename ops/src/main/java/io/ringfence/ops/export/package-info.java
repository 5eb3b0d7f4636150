/** The journal as tables, for people who query: files, Parquet, PostgreSQL. */
@NullMarked
package io.ringfence.ops.export;

import org.jspecify.annotations.NullMarked;
