package io.ringfence.gateway.http;

import io.ringfence.gateway.auth.Authenticator;
import io.ringfence.gateway.auth.Credential;
import io.ringfence.gateway.json.Answer;
import io.ringfence.gateway.json.Problem;
import io.ringfence.gateway.json.RefusedException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One request on its way, and the one place where it is answered: once, by any thread. */
abstract class Call implements Authenticator.Request {
    private static final byte[] NO_BODY = new byte[0];

    private final String typeBase;
    private final String id;
    private @Nullable Credential credential;
    private byte[] body = NO_BODY;

    Call(String typeBase, String id) {
        this.typeBase = typeBase;
        this.id = id;
    }

    void body(byte[] bytes) {
        body = bytes;
    }

    void credential(Credential granted) {
        credential = granted;
    }

    /** Who asks; only on routes that ask for a role. */
    Credential credential() {
        return Objects.requireNonNull(credential);
    }

    /** What stands in the path for {@code {id}}. */
    String id() {
        return id;
    }

    @Override
    public byte[] body() {
        return body;
    }

    /** A query parameter, given at most once. */
    @Nullable
    abstract String query(String name);

    long queryNumber(String name, long absent, long least, long most) {
        String text = query(name);
        if (text == null) {
            return absent;
        }
        try {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below, with the range
        }
        throw RefusedException.malformed("\"" + name + "\" must be a whole number from " + least + " to " + most);
    }

    void problem(Problem problem) {
        answer(rendered(problem));
    }

    Answer rendered(Problem problem) {
        return problem.answer(typeBase);
    }

    /** Answers, unless somebody has done so. */
    abstract void answer(Answer answer);
}
