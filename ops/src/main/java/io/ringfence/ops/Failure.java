package io.ringfence.ops;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;

/** The end of a command for a reason that its user can act on: one sentence and an exit code, no stack trace. */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    public static final int CHECK_FAILED = 1;
    public static final int USAGE = 2;
    public static final int JOURNAL_DAMAGED = 3;
    public static final int INTERNAL = 70;

    private final int exitCode;

    public Failure(int exitCode, String sentence) {
        super(sentence);
        this.exitCode = exitCode;
    }

    public Failure(int exitCode, String sentence, Throwable cause) {
        super(sentence, cause);
        this.exitCode = exitCode;
    }

    /** Bad usage, configuration or input. */
    public static Failure usage(String sentence) {
        return new Failure(USAGE, sentence);
    }

    /** A journal that is damaged or shorter than it was. */
    public static Failure journal(String sentence) {
        return new Failure(JOURNAL_DAMAGED, sentence);
    }

    /** Why input or output failed, in words; many exceptions carry only the file's name. */
    public static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "it or its folder does not exist";
        }
        if (e instanceof AccessDeniedException) {
            return "access denied";
        }
        if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
            return "a file is in the place of a folder";
        }
        if (e instanceof CharacterCodingException) {
            return "it is not text in UTF-8";
        }
        if (e instanceof FileSystemException file && file.getReason() != null) {
            return file.getReason();
        }
        if (e instanceof EOFException) {
            return "it ends too early";
        }
        return String.valueOf(e.getMessage());
    }

    /** A file or folder that a person named can not be used. */
    public static Failure usage(UncheckedIOException e) {
        IOException cause = Objects.requireNonNull(e.getCause());
        return new Failure(USAGE, e.getMessage() + ": " + reason(cause), e);
    }

    public int exitCode() {
        return exitCode;
    }
}
