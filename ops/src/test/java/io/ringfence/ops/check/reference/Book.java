package io.ringfence.ops.check.reference;

import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;

/** The book of a symbol as the vector states it. */
record Book(
        Optional<BigInteger> bidE8,
        Optional<BigInteger> askE8,
        Optional<BigInteger> refE8,
        BigInteger ageNs,
        boolean gapOpen,
        Optional<BigInteger> gapHealedAgeNs,
        String status) {

    /** A symbol without a book reads as an empty one: never quoted, never traded. */
    static Book of(Map<String, Object> book) {
        return new Book(
                positive(Trees.decimalE8(book, "bid")),
                positive(Trees.decimalE8(book, "ask")),
                positive(Trees.decimalE8(book, "ref")),
                Trees.integer(book, "age_ns").orElse(Exact.ZERO),
                Trees.flag(book, "gap", false),
                Trees.integer(book, "gap_recovered_age_ns"),
                Trees.text(book, "status").orElse("TRADING"));
    }

    private static Optional<BigInteger> positive(Optional<BigInteger> priceE8) {
        return priceE8.filter(price -> price.signum() > 0);
    }

    /** Section 9, Marks: a side missing is no mark. */
    boolean twoSided() {
        return bidE8.isPresent() && askE8.isPresent();
    }

    /** Section 9, Codes: {@code mid = floor((bid+ask)/2)} everywhere, on a crossed book too (vector G2-2). */
    BigInteger midE8() {
        return Exact.floorDiv(bidE8.orElseThrow().add(askE8.orElseThrow()), BigInteger.TWO);
    }
}
