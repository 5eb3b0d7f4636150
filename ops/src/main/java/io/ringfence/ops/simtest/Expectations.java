package io.ringfence.ops.simtest;

import java.util.List;
import java.util.stream.Stream;

/** What a run of some size must have met; what it did not is a hole in it, and is said. */
public final class Expectations {
    private static final List<String> EXPECTED = Stream.of(
                    "crash: at WRITE of records",
                    "crash: at WRITE of header",
                    "crash: at WRITE of index",
                    "crash: at WRITE of mark",
                    "crash: at CREATE of records",
                    "crash: at REMOVE of records",
                    "crash: at FORCE of records",
                    "crash: during a start",
                    "fault: disk error at WRITE",
                    "fault: clock set back",
                    "fault: clock set forth",
                    "fault: kill-state file damaged",
                    "fault: kill-state file missing",
                    "halt: clock (906)",
                    "halt: journal",
                    "halt: nothing is processed afterwards",
                    "recovery: all survived",
                    "recovery: unacknowledged commands lost",
                    "recovery: nothing to cut",
                    "recovery: cut UNFINISHED_WRITE",
                    "recovery: cut UNFINISHED_COMMAND",
                    "recovery: cut UNFINISHED_FILE",
                    "recovery: cut END_MARK",
                    "recovery: cut UNFORCED",
                    "crash: power lost",
                    "crash: at FORCE of mark",
                    "crash: at FORCE_FOLDER of records",
                    "fault: disk error at FORCE",
                    "recovery: refused, the journal is ahead of the clock",
                    "record: fragments",
                    "network: dropped",
                    "network: duplicated",
                    "network: answer lost",
                    "client: time-out, sends again",
                    "client: repeats an answered request",
                    "publish: FULL",
                    "stop: orderly",
                    "time: hours pass")
            .toList();

    /** Not 10 (post only): such an order that would take is refused before it reaches the venue. */
    private static final int[] REASONS = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};

    private static final int[] CAUSES = {0, 1, 2, 3, 4, 5, 11, 12, 13};
    private static final int[] DECISIONS = {
        101, 102, 103, 104, 105, 106, 111, 120, 201, 202, 203, 204, 205, 206, 207, 210, 220, 301, 302, 303, 311, 401,
        402, 411, 501, 511, 601, 602, 603, 611, 701, 702, 703, 704, 705, 706, 801
    };
    private static final int[] ORDER_CODES = {
        901, 904, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 1015, 1017, 1018,
        1019, 1020, 1021, 1022, 1023, 1024, 1025, 1026, 1027, 1028
    };
    private static final int[] CANCEL_CODES = {1015, 1101, 1102, 1104, 1105};

    private Expectations() {}

    /** What never happened. */
    public static List<String> missing(Coverage coverage) {
        Stream<String> named = EXPECTED.stream().filter(what -> coverage.of(what) == 0);
        Stream<String> numbered = Stream.of(
                        missing(coverage, "canceled: reason ", REASONS),
                        missing(coverage, "kill: cause ", CAUSES),
                        missing(coverage, "code: decision ", DECISIONS),
                        missing(coverage, "code: order ", ORDER_CODES),
                        missing(coverage, "code: cancel ", CANCEL_CODES))
                .flatMap(List::stream);
        return Stream.concat(named, numbered).toList();
    }

    private static List<String> missing(Coverage coverage, String prefix, int[] numbers) {
        return java.util.Arrays.stream(numbers)
                .mapToObj(number -> prefix + number)
                .filter(what -> coverage.all().keySet().stream()
                        .noneMatch(met -> met.equals(what) || met.startsWith(what + " ")))
                .toList();
    }
}
