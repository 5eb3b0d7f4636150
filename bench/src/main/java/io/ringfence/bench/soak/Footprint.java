package io.ringfence.bench.soak;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a process takes at one moment.
 *
 * @param second since the load began
 * @param orders entered until then, each with its cancel
 * @param heapBytes in use right behind a full collection
 * @param anonymousBytes resident memory without mapped files: the journal's pages are the system's to take back
 * @param descriptors open files and sockets
 */
record Footprint(long second, long orders, long heapBytes, long anonymousBytes, int descriptors, int threads) {
    /** Each part of the heap has such a line, whatever the collector and the JDK. */
    private static final Pattern HEAP_USED = Pattern.compile("\\btotal\\b.*, used (\\d+)K");

    private static final Pattern ANONYMOUS = Pattern.compile("RssAnon:\\s+(\\d+) kB");
    private static final Pattern THREADS = Pattern.compile("Threads:\\s+(\\d+)");

    /**
     * Looks at a JVM from outside.
     *
     * @throws IOException with a sentence for people where this is no Linux or no JDK
     */
    static Footprint of(long pid, long second, long orders) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        long heapBytes = heapBytes(jcmd(pid, "GC.heap_info"));
        Path process = Path.of("/proc", Long.toString(pid));
        String status = Files.readString(process.resolve("status"));
        long anonymousBytes = number(ANONYMOUS, status, "RssAnon") << 10;
        int threads = (int) number(THREADS, status, "Threads");
        try (Stream<Path> files = Files.list(process.resolve("fd"))) {
            return new Footprint(second, orders, heapBytes, anonymousBytes, (int) files.count(), threads);
        }
    }

    /** What is used of all parts of the heap together, of {@code jcmd GC.heap_info}. */
    static long heapBytes(String heapInfo) throws IOException {
        List<Long> parts = HEAP_USED
                .matcher(heapInfo)
                .results()
                .map(part -> Long.parseLong(part.group(1)) << 10)
                .toList();
        if (parts.isEmpty()) {
            throw new IOException("cannot find the heap in jcmd's answer; use another collector: " + heapInfo.strip());
        }
        return parts.stream().mapToLong(Long::longValue).sum();
    }

    private static String jcmd(long pid, String what) throws IOException, InterruptedException {
        Path tool = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        if (!Files.isExecutable(tool)) {
            throw new IOException("there is no " + tool + "; a soak needs a JDK, not only a JRE");
        }
        Process process = new ProcessBuilder(List.of(tool.toString(), Long.toString(pid), what))
                .redirectErrorStream(true)
                .start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("jcmd " + what + " failed: " + answer.strip());
        }
        return answer;
    }

    private static long number(Pattern pattern, String text, String what) throws IOException {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new IOException("cannot find " + what + ": " + text.strip());
        }
        return Long.parseLong(found.group(1));
    }
}
