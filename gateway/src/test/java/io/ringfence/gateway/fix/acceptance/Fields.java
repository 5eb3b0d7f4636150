package io.ringfence.gateway.fix.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A message as its tags and values, in the order in which they came. */
record Fields(List<Field> list) {
    record Field(int tag, String value) {}

    private static final char SOH = 1;
    private static final int BODY_LENGTH = 9;
    private static final int CHECKSUM = 10;
    private static final int MSG_TYPE = 35;
    private static final int CL_ORD_ID = 11;
    private static final int TEXT = 58;
    /** Times are the server's own: that they are there is all that can be compared. */
    private static final Set<Integer> TIMES = Set.of(52, 60, 122);
    /** What an execution report must share with the order for which it stands in. */
    private static final Set<Integer> KEPT_BY_REPORTS = Set.of(8, 34, 43, 49, 56, 52, 97, 122, CL_ORD_ID);

    static Fields of(String message) {
        List<Field> fields = new ArrayList<>();
        for (String part : message.split(String.valueOf(SOH), -1)) {
            int equals = part.indexOf('=');
            if (equals > 0 && part.substring(0, equals).chars().allMatch(Character::isDigit)) {
                fields.add(new Field(Integer.parseInt(part.substring(0, equals)), part.substring(equals + 1)));
            }
        }
        return new Fields(fields);
    }

    String first(int tag) {
        return list.stream()
                .filter(field -> field.tag == tag)
                .map(Field::value)
                .findFirst()
                .orElse("");
    }

    boolean isEcho() {
        String type = first(MSG_TYPE);
        return type.equals("D") || type.equals("d");
    }

    /** An order that comes back becomes the report that a gateway sends instead: same session fields, same id. */
    Fields asReport() {
        return new Fields(list.stream()
                .filter(field -> KEPT_BY_REPORTS.contains(field.tag) || field.tag == MSG_TYPE)
                .map(field -> field.tag == MSG_TYPE ? new Field(MSG_TYPE, "8") : field)
                .toList());
    }

    /** What can be compared: no length, no checksum, times only by their presence, any order of different tags. */
    private List<String> comparable() {
        return list.stream()
                .filter(field -> field.tag != BODY_LENGTH && field.tag != CHECKSUM)
                .map(field -> field.tag + "=" + (TIMES.contains(field.tag) ? "*" : field.value))
                .sorted()
                .toList();
    }

    /** An empty text when {@code actual} is what is expected, else what differs. */
    String differsFrom(Fields actual, boolean onlyWhatIsExpected) {
        List<String> expected = new ArrayList<>(comparable());
        List<String> found = actual.comparable();
        List<String> missing = new ArrayList<>(expected);
        found.forEach(missing::remove);
        String text = first(TEXT);
        if (!text.isEmpty() && actual.first(TEXT).startsWith(text)) {
            // a text may go on where the definition's ends: it names the field
            missing.remove(TEXT + "=" + text);
            expected.replaceAll(field -> field.equals(TEXT + "=" + text) ? TEXT + "=" + actual.first(TEXT) : field);
        }
        List<String> extra = new ArrayList<>(found);
        expected.forEach(extra::remove);
        extra.removeIf(field -> onlyWhatIsExpected || TIMES.contains(Integer.parseInt(field.split("=", 2)[0])));
        return missing.isEmpty() && extra.isEmpty() ? "" : "missing " + missing + ", not expected " + extra;
    }

    @Override
    public String toString() {
        return list.stream().map(field -> field.tag + "=" + field.value).collect(Collectors.joining("|"));
    }
}
