package io.ringfence.engine.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The edges that mutations of the arithmetic slipped through. */
class FixedBoundsTest {
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

    @Test
    void whetherAQuotientFitsAgreesWithBigIntegers() {
        Random random = new Random(11);
        int over = 0;
        for (int i = 0; i < 200_000; i++) {
            long a = positive(random);
            long b = positive(random);
            long divisor = positive(random);
            boolean expected = big(a).multiply(big(b)).divide(big(divisor)).compareTo(MAX) > 0;
            over += expected ? 1 : 0;
            assertThat(Fixed.quotientOverflows(a, b, divisor))
                    .as("%d * %d / %d", a, b, divisor)
                    .isEqualTo(expected);
        }
        assertThat(over).isBetween(20_000, 180_000);
        assertThat(Fixed.quotientOverflows(Long.MAX_VALUE, 1, 1)).isFalse();
        assertThat(Fixed.quotientOverflows(1L << 62, 2, 1)).isTrue();
        assertThat(Fixed.quotientOverflows(1L << 62, 4, 2)).isTrue();
        assertThat(Fixed.quotientOverflows(1L << 62, 3, 2)).isFalse();
    }

    private static long positive(Random random) {
        return Math.max(1, random.nextLong() >>> 1 >>> random.nextInt(62));
    }

    private static BigInteger big(long value) {
        return BigInteger.valueOf(value);
    }

    @Test
    void differencesThrowExactlyWhereTheyDoNotFit() {
        assertThat(Fixed.subtract(Long.MIN_VALUE + 5, 5)).isEqualTo(Long.MIN_VALUE);
        assertThat(Fixed.subtract(Long.MAX_VALUE - 5, -5)).isEqualTo(Long.MAX_VALUE);
        assertThat(Fixed.subtract(7, 3)).isEqualTo(4);
        assertThat(Fixed.subtract(-7, 3)).isEqualTo(-10);
        assertThatThrownBy(() -> Fixed.subtract(Long.MIN_VALUE, 1)).isInstanceOf(FixedOverflowException.class);
        assertThatThrownBy(() -> Fixed.subtract(Long.MAX_VALUE, -1)).isInstanceOf(FixedOverflowException.class);
        assertThatThrownBy(() -> Fixed.subtract(0, Long.MIN_VALUE)).isInstanceOf(FixedOverflowException.class);
    }

    /** A product that is said to fit does, rounded either way; what is refused is within two parts in a hundred million. */
    @Test
    void aProductThatFitsCanBeMade() {
        long root = 30_370_004_999L;
        for (long b = root - 20; b < root + 20; b++) {
            for (long a : new long[] {root * Fixed.SCALE / 1_000, root, root * 10, root * 1_000}) {
                if (Fixed.productFits(a, b)) {
                    assertThat(Fixed.mulCeil(a, b)).isPositive();
                }
            }
        }
        long largest = Long.MAX_VALUE / 100 * 99;
        assertThat(Fixed.productFits(largest, Fixed.SCALE)).isTrue();
        assertThat(Fixed.productFits(-largest, Fixed.SCALE)).isTrue();
        assertThat(Fixed.productFits(Long.MAX_VALUE, 2 * Fixed.SCALE)).isFalse();
        assertThat(Fixed.productFits(0, Long.MAX_VALUE)).isTrue();
    }

    @Test
    void zeroAndTheSmallestQuotientsRoundAsTheyAreNamed() {
        assertThat(Fixed.mulFloor(0, 5, 3)).isZero();
        assertThat(Fixed.mulCeil(0, 5, 3)).isZero();
        assertThat(Fixed.mulCeil(1, 1, 3)).isEqualTo(1);
        assertThat(Fixed.mulFloor(-1, 1, 3)).isEqualTo(-1);
        assertThat(Fixed.mulCeil(-1, 1, 3)).isZero();
        assertThat(Fixed.mulCeil(Long.MAX_VALUE, 3, 3)).isEqualTo(Long.MAX_VALUE);
        assertThat(Fixed.mulFloor(Long.MAX_VALUE, 3, 3)).isEqualTo(Long.MAX_VALUE);
        assertThatThrownBy(() -> Fixed.mulCeil(Long.MAX_VALUE, 4, 3)).isInstanceOf(FixedOverflowException.class);
    }

    /** It is thrown often and carries nothing but its kind. */
    @Test
    void theOverflowCarriesNoStackTrace() {
        assertThat(FixedOverflowException.INSTANCE.fillInStackTrace()).isSameAs(FixedOverflowException.INSTANCE);
    }
}
