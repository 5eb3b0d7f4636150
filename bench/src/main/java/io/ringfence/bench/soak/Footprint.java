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
 * @param residentBytes resident memory without mapped files: the journal's pages are the system's to take back
 * @param descriptors open files and sockets
 */
record Footprint(long second, long orders, long heapBytes, long residentBytes, int descriptors, int threads) {
    private static final Pattern HEAP_USED = Pattern.compile("heap\\s+total \\d+K, used (\\d+)K");
    private static final Pattern RESIDENT = Pattern.compile("RssAnon:\\s+(\\d+) kB");
    private static final Pattern THREADS = Pattern.compile("Threads:\\s+(\\d+)");

    /**
     * Looks at a JVM from outside.
     *
     * @throws IOException with a sentence for people where this is no Linux or no JDK
     */
    static Footprint of(long pid, long second, long orders) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        long heap = number(HEAP_USED, jcmd(pid, "GC.heap_info"), "the heap in jcmd's answer") << 10;
        Path process = Path.of("/proc", Long.toString(pid));
        String status = Files.readString(process.resolve("status"));
        try (Stream<Path> files = Files.list(process.resolve("fd"))) {
            return new Footprint(
                    second, orders, heap, number(RESIDENT, status, "RssAnon") << 10, (int) files.count(), (int)
                            number(THREADS, status, "Threads"));
        }
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
