package io.ringfence.gateway.fix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import quickfix.FileStoreFactory;
import quickfix.MessageStore;
import quickfix.SessionID;
import quickfix.SessionSettings;

class ReportStoreTest {
    private static final String SOH = "\u0001";

    @TempDir
    private Path folder;

    private MessageStore files() {
        SessionSettings settings = new SessionSettings();
        SessionID id = new SessionID("FIX.4.4", "US", "THEM");
        settings.setString(id, "FileStorePath", folder.toString());
        return new FileStoreFactory(settings).create(id);
    }

    private ReportStore store(MessageStore files, List<IOException> failures) throws IOException {
        return new ReportStore(files, folder.resolve("last-report"), failures::add);
    }

    private static String report(String id) {
        return "8=FIX.4.4" + SOH + "35=8" + SOH + "17=" + id + SOH;
    }

    @Test
    void knowsItsLastReportAfterAReopen() throws IOException {
        try (ReportStore store = store(files(), new ArrayList<>())) {
            store.set(1, report("7-0"));
            store.set(2, report("12-3"));
            for (int i = 3; i < 200; i++) {
                store.set(i, "8=FIX.4.4" + SOH + "35=0" + SOH);
            }
            store.setNextSenderMsgSeqNum(200);
        }
        try (ReportStore store = store(files(), new ArrayList<>())) {
            assertThat(store.lastReport()).isEqualTo(new ReportId(12, 3));
        }
    }

    @Test
    void startingOverForgetsTheMessagesAndNotTheLastReport() throws IOException {
        try (ReportStore store = store(files(), new ArrayList<>())) {
            store.set(1, report("12-3"));
            store.reset();
        }
        try (ReportStore store = store(files(), new ArrayList<>())) {
            assertThat(store.lastReport()).isEqualTo(new ReportId(12, 3));
        }
    }

    @Test
    void oneThreadMaySendWhileAnotherStartsOver() throws Exception {
        List<IOException> failures = new ArrayList<>();
        try (ReportStore store = store(files(), failures)) {
            CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> {
                try {
                    for (int i = 1; i <= 2_000; i++) {
                        store.set(i, report(i + "-0"));
                        store.incrNextSenderMsgSeqNum();
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            while (!sender.isDone()) {
                store.reset();
            }
            sender.get();
            assertThat(store.lastReport()).isEqualTo(new ReportId(2_000, 0));
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void refusesALastReportThatIsNone() throws IOException {
        Files.writeString(folder.resolve("last-report"), "rubbish");
        assertThatThrownBy(() -> store(files(), new ArrayList<>())).hasMessageContaining("does not hold a report's id");
    }

    @Test
    void firstFailureIsToldOnceAndIsForGood() throws IOException {
        List<IOException> failures = new ArrayList<>();
        MessageStore real = files();
        MessageStore failing = (MessageStore) java.lang.reflect.Proxy.newProxyInstance(
                MessageStore.class.getClassLoader(),
                new Class<?>[] {MessageStore.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("set")) {
                        throw new IOException("No space left on device");
                    }
                    return method.invoke(real, arguments);
                });
        ReportStore store = store(failing, failures);
        assertThatThrownBy(() -> store.set(1, report("1-0"))).hasMessage("No space left on device");
        assertThatThrownBy(store::getNextSenderMsgSeqNum).hasMessageContaining("failed before");
        assertThatThrownBy(() -> store.set(2, report("1-1"))).hasMessageContaining("failed before");
        assertThat(failures).hasSize(1);
        assertThat(store.lastReport()).isEqualTo(ReportId.NONE);
    }
}
