package io.ringfence.gateway.record;

import io.ringfence.engine.record.RecordFrame;
import org.agrona.DirectBuffer;

/** Makes whole records of fragments. The common record is one fragment and is passed on without a copy. */
public final class RecordAssembler implements ReleasedRecords.FragmentHandler {
    /** Takes a whole record, valid during the call only. */
    public interface RecordHandler {
        void onRecord(CommitRecord record);
    }

    private final RecordHandler handler;
    private final CommitRecord record = new CommitRecord();

    public RecordAssembler(RecordHandler handler) {
        this.handler = handler;
    }

    @Override
    public void onFragment(DirectBuffer buffer, int offset, int length) {
        if (RecordFrame.fragment(buffer, offset) == 0) {
            record.clear();
        }
        if (RecordFrame.isLast(buffer, offset)) {
            record.addView(buffer, offset, length);
            handler.onRecord(record.rewind());
        } else {
            record.addCopy(buffer, offset, length);
        }
    }
}
