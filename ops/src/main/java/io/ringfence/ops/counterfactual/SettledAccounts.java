package io.ringfence.ops.counterfactual;

import io.ringfence.engine.record.RecordReader;
import io.ringfence.engine.schema.ExecutionDecoder;
import io.ringfence.engine.schema.TimerDecoder;
import io.ringfence.ops.replay.CommandRecords;
import java.util.TreeSet;

/** The accounts whose risk the engine looked at at the end of a command: those that were filled; all, on a timer. */
final class SettledAccounts {
    private static final int HEADER = 8;

    private final RecordReader reader = new RecordReader();
    private final ExecutionDecoder execution = new ExecutionDecoder();
    private final TreeSet<Integer> accounts = new TreeSet<>();

    Iterable<Integer> of(CommandRecords records, int accountCount) {
        accounts.clear();
        for (int i = 0; i < records.count(); i++) {
            reader.wrap(records.buffer(), records.offset(i), records.length(i));
            boolean isCommand = i == 0;
            while (reader.next()) {
                if (isCommand && reader.templateId() == TimerDecoder.TEMPLATE_ID) {
                    for (int id = 0; id < accountCount; id++) {
                        accounts.add(id);
                    }
                }
                isCommand = false;
                if (reader.templateId() == ExecutionDecoder.TEMPLATE_ID) {
                    execution.wrap(
                            records.buffer(), reader.messageOffset() + HEADER, reader.blockLength(), reader.version());
                    accounts.add(execution.accountId());
                }
            }
        }
        return accounts;
    }
}
