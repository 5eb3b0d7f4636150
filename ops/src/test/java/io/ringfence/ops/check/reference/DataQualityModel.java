package io.ringfence.ops.check.reference;

import java.math.BigInteger;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** G2, the table of section 4. Flags and deductions first, then what they mean for this order. */
final class DataQualityModel {
    private static final int GATE = 2;
    private static final BigInteger FULL_SCORE = BigInteger.valueOf(100);
    private static final BigInteger TWICE_BPS = BigInteger.valueOf(20_000L);
    private static final int LOCKED_DEDUCTION = 20;
    private static final int HEALED_GAP_DEDUCTION = 20;
    private static final Set<Integer> PASSABLE_WHEN_CLOSING = Set.of(202, 204, 205, 206);

    private final RiskCase riskCase;
    private final Book book;
    private final SortedSet<Integer> hardCodes = new TreeSet<>();
    private BigInteger deducted = Exact.ZERO;

    private DataQualityModel(RiskCase riskCase) {
        this.riskCase = riskCase;
        this.book = riskCase.book(riskCase.order().symbol());
    }

    static Reading read(RiskCase riskCase, Exposure exposure) {
        return new DataQualityModel(riskCase).read(exposure);
    }

    private Reading read(Exposure exposure) {
        checkPrices();
        linear(book.ageNs(), "soft_stale_ns", "hard_stale_ns", 40, 202);
        checkGap();
        if (!book.status().equals("TRADING")) {
            hardCodes.add(207);
        }
        // Section 4, G2: start 100, subtract, floor 0; any hard flag -> 0.
        BigInteger score = hardCodes.isEmpty() ? Exact.atLeastZero(FULL_SCORE.subtract(deducted)) : Exact.ZERO;
        return judge(exposure, score);
    }

    private void checkPrices() {
        if (!book.twoSided()) {
            hardCodes.add(201); // missing; section 9, Marks: a side missing now is 201
            return;
        }
        BigInteger bidE8 = book.bidE8().orElseThrow();
        BigInteger askE8 = book.askE8().orElseThrow();
        if (Exact.more(bidE8, askE8)) {
            hardCodes.add(203); // crossed
        } else if (bidE8.equals(askE8)) {
            deduct(LOCKED_DEDUCTION); // locked
        } else {
            // spread: ceil((ask-bid)*20000/(ask+bid)) bps
            BigInteger spreadBps = Exact.mulCeil(askE8.subtract(bidE8), TWICE_BPS, askE8.add(bidE8));
            linear(spreadBps, "soft_spread_bps", "hard_spread_bps", 30, 204);
        }
        checkReference();
    }

    private void checkReference() {
        if (book.refE8().isEmpty()) {
            hardCodes.add(210); // no ref
            return;
        }
        // deviation: ceil(abs(mid-ref)*1e4/ref)
        BigInteger refE8 = book.refE8().orElseThrow();
        BigInteger deviationBps = Exact.mulCeil(book.midE8().subtract(refE8).abs(), Exact.BPS, refE8);
        linear(deviationBps, "soft_dev_bps", "hard_dev_bps", 30, 205);
    }

    private void checkGap() {
        if (book.gapOpen()) {
            hardCodes.add(206);
        } else if (book.gapHealedAgeNs()
                .filter(ageNs -> Exact.less(ageNs, riskCase.dataQuality("gap_cooldown_ns")))
                .isPresent()) {
            deduct(HEALED_GAP_DEDUCTION); // healed less than 2 s ago
        }
    }

    /** {@code lin(x,soft,hard,max) = max*(x-soft)/(hard-soft)}, floor; above hard a flag, up to soft nothing. */
    private void linear(BigInteger x, String softName, String hardName, int most, int hardCode) {
        BigInteger soft = riskCase.dataQuality(softName);
        BigInteger hard = riskCase.dataQuality(hardName);
        if (Exact.more(x, hard)) {
            hardCodes.add(hardCode);
        } else if (Exact.more(x, soft)) {
            deducted = deducted.add(Exact.mulFloor(BigInteger.valueOf(most), x.subtract(soft), hard.subtract(soft)));
        }
    }

    private void deduct(int points) {
        deducted = deducted.add(BigInteger.valueOf(points));
    }

    private Reading judge(Exposure exposure, BigInteger score) {
        BigInteger minScore = riskCase.dataQuality("min_score");
        BigInteger qtyE8 = exposure.qtyE8();
        boolean strict = exposure.orderClass() == OrderClass.STRICT_REDUCE;
        if (!hardCodes.isEmpty()) {
            // Closing LIMIT orders (strict) pass with only {202,204,205,206}; section 9: lowest code.
            boolean passes = strict
                    && riskCase.order().type().equals("LIMIT")
                    && PASSABLE_WHEN_CLOSING.containsAll(hardCodes)
                    && Trees.flag(Trees.object(riskCase.config(), "dq"), "allow_reduce_on_hard", false);
            return passes
                    ? Reading.pass(GATE, 290, score, minScore, qtyE8)
                    : Reading.reject(GATE, hardCodes.first(), score, minScore);
        }
        if (!Exact.less(score, minScore)) {
            return Reading.pass(GATE, 200, score, minScore, qtyE8);
        }
        // With no hard flag, strict orders need score >= 40; section 9: MARKET too, 290.
        return strict && !Exact.less(score, riskCase.dataQuality("min_score_reduce"))
                ? Reading.pass(GATE, 290, score, minScore, qtyE8)
                : Reading.reject(GATE, 220, score, minScore);
    }
}
