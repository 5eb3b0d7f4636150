package io.ringfence.ops.export;

/**
 * One column of a projection.
 *
 * @param meaning what it holds and in which unit, in words for the one who queries
 */
public record Column(String name, Kind kind, String meaning) {
    /** How a value is written; every value is exact in every format. */
    public enum Kind {
        /** A whole number that any JSON reader holds exactly. */
        INT("bigint"),
        /** A whole number of up to 64 bits; a string in JSON, where many readers only know doubles. */
        LONG("bigint"),
        /** A decimal with up to eight places; a string in JSON. */
        DECIMAL("decimal(28,8)"),
        TEXT("varchar"),
        FLAG("boolean");

        /** The type's name in SQL. */
        public final String sqlType;

        Kind(String sqlType) {
            this.sqlType = sqlType;
        }
    }

    static Column whole(String name, String meaning) {
        return new Column(name, Kind.INT, meaning);
    }

    static Column wide(String name, String meaning) {
        return new Column(name, Kind.LONG, meaning);
    }

    static Column decimal(String name, String meaning) {
        return new Column(name, Kind.DECIMAL, meaning);
    }

    static Column text(String name, String meaning) {
        return new Column(name, Kind.TEXT, meaning);
    }

    static Column flag(String name, String meaning) {
        return new Column(name, Kind.FLAG, meaning);
    }
}
