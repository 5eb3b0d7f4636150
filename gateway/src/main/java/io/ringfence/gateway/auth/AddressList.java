package io.ringfence.gateway.auth;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** Addresses from which something is allowed: single ones and networks, of either version of IP. Immutable. */
public final class AddressList {
    /** Every address is on it. */
    public static final AddressList EVERY = new AddressList(List.of());

    private final List<Network> networks;

    private AddressList(List<Network> networks) {
        this.networks = networks;
    }

    /**
     * Reads addresses such as {@code 10.1.2.3}, {@code 10.0.0.0/8}, {@code ::1}, {@code fd00::/8}; none = every address.
     *
     * @throws IllegalArgumentException with a sentence when one is no address; names are not looked up
     */
    public static AddressList of(List<String> texts) {
        List<Network> networks = new ArrayList<>();
        texts.forEach(text -> networks.add(Network.parse(text)));
        return networks.isEmpty() ? EVERY : new AddressList(List.copyOf(networks));
    }

    public boolean contains(InetAddress address) {
        if (networks.isEmpty()) {
            return true;
        }
        for (Network network : networks) {
            if (network.contains(address)) {
                return true;
            }
        }
        return false;
    }

    /** All addresses whose first bits are these. */
    private static final class Network {
        private final byte[] first;
        private final int bits;

        private Network(byte[] first, int bits) {
            this.first = first;
            this.bits = bits;
        }

        static Network parse(String text) {
            int slash = text.indexOf('/');
            String address = slash < 0 ? text : text.substring(0, slash);
            byte[] first = literal(text, address);
            int bits = slash < 0 ? first.length * 8 : bits(text, text.substring(slash + 1), first.length * 8);
            Network network = new Network(first, bits);
            for (int bit = bits; bit < first.length * 8; bit++) {
                if (bit(first, bit)) {
                    throw new IllegalArgumentException(
                            "\"" + text + "\" names an address inside of its network; end it with zeros");
                }
            }
            return network;
        }

        private static byte[] literal(String text, String address) {
            boolean version4 = address.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
            boolean version6 = address.contains(":") && address.matches("[0-9a-fA-F:.]+");
            if (version4 || version6) {
                try {
                    return InetAddress.getByName(address).getAddress();
                } catch (UnknownHostException e) {
                    throw new IllegalArgumentException("\"" + text + "\" is no address or network", e);
                }
            }
            throw new IllegalArgumentException("\"" + text + "\" is no address or network, like 10.1.0.0/16 or ::1");
        }

        private static int bits(String text, String bits, int most) {
            if (bits.matches("[0-9]{1,3}") && Integer.parseInt(bits) <= most) {
                return Integer.parseInt(bits);
            }
            throw new IllegalArgumentException("\"" + text + "\" has a prefix that is not from 0 to " + most);
        }

        private static boolean bit(byte[] bytes, int at) {
            return ((bytes[at / 8] >> (7 - at % 8)) & 1) != 0;
        }

        boolean contains(InetAddress address) {
            byte[] bytes = address.getAddress();
            if (bytes.length != first.length) {
                return false;
            }
            for (int at = 0; at < bits; at++) {
                if (bit(bytes, at) != bit(first, at)) {
                    return false;
                }
            }
            return true;
        }
    }
}
