package io.ringfence.gateway.http;

import io.ringfence.gateway.auth.Authenticator;
import io.ringfence.gateway.auth.Credential;
import io.ringfence.gateway.json.Answer;
import io.ringfence.gateway.json.Problem;
import io.ringfence.gateway.json.RefusedException;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One request on its way, and the one place where it is answered: once, by any thread. */
abstract class Call implements Authenticator.Request {
    private static final byte[] NO_BODY = new byte[0];

    private final String typeBase;
    private final String id;
    private @Nullable Credential credential;
    private byte[] body = NO_BODY;
    private volatile boolean published;
    private volatile @Nullable Consumer<Answer> listener;
    private volatile @Nullable String applied;

    Call(String typeBase, String id) {
        this.typeBase = typeBase;
        this.id = id;
    }

    /** Whether what it asks for has gone into the core: then it may be done, whatever the answer says. */
    void published(boolean is) {
        published = is;
    }

    boolean isPublished() {
        return published;
    }

    /** Has somebody told of the answer, before it is sent. */
    void whenAnswered(Consumer<Answer> told) {
        listener = told;
    }

    /** To be called by who is about to send the one answer. */
    final void answered(Answer answer) {
        Consumer<Answer> told = listener;
        if (told != null) {
            told.accept(answer);
        }
    }

    /** A preference of the client's that the answer will follow. */
    void applied(String preference) {
        applied = preference;
    }

    @Nullable
    String applied() {
        return applied;
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
