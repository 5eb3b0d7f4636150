package io.ringfence.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses are on a list. */
class AddressListTest {
    private static boolean contains(String address, String... list) throws UnknownHostException {
        return AddressList.of(List.of(list)).contains(InetAddress.getByName(address));
    }

    @Test
    void knowsSingleAddressesAndNetworks() throws UnknownHostException {
        assertThat(contains("10.1.2.3")).as("an empty list holds all").isTrue();
        assertThat(contains("10.1.2.3", "10.1.2.3")).isTrue();
        assertThat(contains("10.1.2.4", "10.1.2.3")).isFalse();
        assertThat(contains("10.255.255.255", "192.168.0.0/16", "10.0.0.0/8")).isTrue();
        assertThat(contains("11.0.0.0", "10.0.0.0/8")).isFalse();
        assertThat(contains("10.1.2.7", "10.1.2.4/30")).isTrue();
        assertThat(contains("10.1.2.8", "10.1.2.4/30")).isFalse();
        assertThat(contains("8.8.8.8", "0.0.0.0/0")).isTrue();
        assertThat(contains("::1", "0.0.0.0/0"))
                .as("a list of the other version")
                .isFalse();
        assertThat(contains("fd00::17", "fd00::/8", "::1")).isTrue();
        assertThat(contains("fe80::17", "fd00::/8", "::1")).isFalse();
        assertThat(contains("::ffff:10.1.2.3", "10.1.2.3"))
                .as("version 4 written as version 6")
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.org",
                "10.1.2",
                "10.1.2.3/33",
                "10.1.2.3/",
                "10.1.2.3/8",
                "::1/129",
                "1::2::3",
                "300.1.1.1",
                "10.0.0.0/-1",
                "fd00::1/8",
                "10.0.0.0/8/8"
            })
    void refusesWhatIsNoNetwork(String text) {
        assertThatThrownBy(() -> AddressList.of(List.of(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + text + "\"");
    }

    /** The same asked of whole numbers, which is another way to say what a network is. */
    @Test
    void agreesWithArithmeticOnRandomNetworks() throws UnknownHostException {
        long seed = 20261127L;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            int length = random.nextBoolean() ? 4 : 16;
            int bits = random.nextInt(length * 8 + 1);
            byte[] first = new byte[length];
            random.nextBytes(first);
            BigInteger size = BigInteger.ONE.shiftLeft(length * 8 - bits);
            BigInteger start = new BigInteger(1, first).divide(size).multiply(size);
            BigInteger near = start.add(BigInteger.valueOf(random.nextInt(-3, 4)))
                    .add(random.nextBoolean() ? size : BigInteger.ZERO)
                    .mod(BigInteger.ONE.shiftLeft(length * 8));
            InetAddress asked = address(near, length);
            boolean within = near.compareTo(start) >= 0 && near.compareTo(start.add(size)) < 0;
            String network = address(start, length).getHostAddress() + "/" + bits;
            // A version 6 address that maps version 4 is one of version 4 in Java.
            if (asked.getAddress().length == length && address(start, length).getAddress().length == length) {
                assertThat(AddressList.of(List.of(network)).contains(asked))
                        .as("seed %d: %s in %s", seed, asked.getHostAddress(), network)
                        .isEqualTo(within);
            }
        }
    }

    private static InetAddress address(BigInteger value, int length) throws UnknownHostException {
        byte[] bytes = new byte[length];
        byte[] number = value.toByteArray();
        for (int i = 0; i < Math.min(length, number.length); i++) {
            bytes[length - 1 - i] = number[number.length - 1 - i];
        }
        return InetAddress.getByAddress(bytes);
    }
}
