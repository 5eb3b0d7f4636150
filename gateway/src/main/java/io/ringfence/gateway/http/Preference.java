package io.ringfence.gateway.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code Prefer: wait=500} of an order (RFC 7240, here in milliseconds as api.md 2.1 has it). */
final class Preference {
    private static final Pattern WAIT = Pattern.compile("(?:^|,)\\s*(wait=[0-9]{1,6})\\s*(?:,|$)");

    private Preference() {}

    /**
     * Waiting for the venue as well is what every answer does: the paper and the match venue say all that they have to say
     * in the same record. So it is applied whenever it is asked for; other preferences are passed over.
     */
    static void read(Call call) {
        String header = call.header("Prefer");
        if (header != null) {
            Matcher wait = WAIT.matcher(header);
            if (wait.find()) {
                call.applied(wait.group(1));
            }
        }
    }
}
