package io.ringfence.ops.export;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How rows are written as text. */
enum TextFormat {
    /** RFC 4180: CRLF, quotes where needed, a header; an absent value is an empty field. */
    CSV {
        @Override
        void head(List<Column> columns, Writer out) throws IOException {
            for (int i = 0; i < columns.size(); i++) {
                out.write(i == 0 ? "" : ",");
                out.write(columns.get(i).name());
            }
            out.write("\r\n");
        }

        @Override
        void row(Row row, int columns, Writer out) throws IOException {
            for (int i = 0; i < columns; i++) {
                if (i > 0) {
                    out.write(',');
                }
                field(row.value(i), out);
            }
            out.write("\r\n");
        }

        private static void field(@Nullable String value, Writer out) throws IOException {
            if (value == null) {
                return;
            }
            boolean plain = true;
            for (int i = 0; i < value.length() && plain; i++) {
                char c = value.charAt(i);
                plain = c != '"' && c != ',' && c != '\r' && c != '\n';
            }
            out.write(plain ? value : '"' + value.replace("\"", "\"\"") + '"');
        }
    },

    /** One JSON object per line; absent values are left out, longs and decimals are strings. */
    JSONL {
        @Override
        void head(List<Column> columns, Writer out) {
            // A line names its fields itself.
        }

        @Override
        void row(Row row, int columns, Writer out) throws IOException {
            char before = '{';
            for (int i = 0; i < columns; i++) {
                String value = row.value(i);
                if (value != null) {
                    Column column = row.columns().get(i);
                    out.write(before);
                    out.write('"');
                    out.write(column.name());
                    out.write("\":");
                    value(column.kind(), value, out);
                    before = ',';
                }
            }
            out.write("}\n");
        }

        private static void value(Column.Kind kind, String value, Writer out) throws IOException {
            if (kind == Column.Kind.INT || kind == Column.Kind.FLAG) {
                out.write(value);
                return;
            }
            out.write('"');
            if (kind == Column.Kind.TEXT) {
                out.write(String.valueOf(com.fasterxml.jackson.core.io.JsonStringEncoder.getInstance()
                        .quoteAsString(value)));
            } else {
                out.write(value);
            }
            out.write('"');
        }
    };

    abstract void head(List<Column> columns, Writer out) throws IOException;

    abstract void row(Row row, int columns, Writer out) throws IOException;
}
