package io.ringfence.gateway.fix;

/** Tags by number: FIX 4.4 ones, and from 20000 on those of our own (docs/fix.md). */
final class Tags {
    static final int ACCOUNT = 1;
    static final int AVG_PX = 6;
    static final int CL_ORD_ID = 11;
    static final int CUM_QTY = 14;
    static final int EXEC_ID = 17;
    static final int EXEC_INST = 18;
    static final int LAST_PX = 31;
    static final int LAST_QTY = 32;
    static final int MSG_TYPE = 35;
    static final int MSG_SEQ_NUM = 34;
    static final int ORDER_ID = 37;
    static final int ORDER_QTY = 38;
    static final int ORD_STATUS = 39;
    static final int ORD_TYPE = 40;
    static final int ORIG_CL_ORD_ID = 41;
    static final int POSS_DUP_FLAG = 43;
    static final int PRICE = 44;
    static final int REF_SEQ_NUM = 45;
    static final int SIDE = 54;
    static final int SYMBOL = 55;
    static final int TEXT = 58;
    static final int TIME_IN_FORCE = 59;
    static final int TRANSACT_TIME = 60;
    static final int STOP_PX = 99;
    static final int CXL_REJ_REASON = 102;
    static final int ORD_REJ_REASON = 103;
    static final int MIN_QTY = 110;
    static final int EXPIRE_TIME = 126;
    static final int EXEC_TYPE = 150;
    static final int LEAVES_QTY = 151;
    static final int SECONDARY_ORDER_ID = 198;
    static final int NO_MD_ENTRIES = 268;
    static final int MD_ENTRY_TYPE = 269;
    static final int MD_ENTRY_PX = 270;
    static final int MD_ENTRY_SIZE = 271;
    static final int MD_UPDATE_ACTION = 279;
    static final int REF_MSG_TYPE = 372;
    static final int EXEC_RESTATEMENT_REASON = 378;
    static final int BUSINESS_REJECT_REASON = 380;
    static final int EXPIRE_DATE = 432;
    static final int CXL_REJ_RESPONSE_TO = 434;
    static final int SECONDARY_EXEC_ID = 527;
    static final int MASS_CANCEL_REQUEST_TYPE = 530;
    static final int MASS_CANCEL_RESPONSE = 531;
    static final int MASS_CANCEL_REJECT_REASON = 532;
    static final int TOTAL_AFFECTED_ORDERS = 533;
    static final int NO_AFFECTED_ORDERS = 534;
    static final int AFFECTED_ORDER_ID = 535;
    static final int MASS_STATUS_REQ_ID = 584;
    static final int MASS_STATUS_REQ_TYPE = 585;
    static final int WORKING_INDICATOR = 636;
    static final int ORD_STATUS_REQ_ID = 790;
    static final int TOT_NUM_REPORTS = 911;
    static final int LAST_RPT_REQUESTED = 912;
    static final int SMP_ID = 2362;
    static final int SMP_INSTRUCTION = 2964;

    static final int ALLOW_REDUCE = 20001;
    static final int REDUCE_ONLY = 20002;
    static final int STRATEGY_ID = 20003;
    static final int RISK_CODE = 20004;
    static final int GATE = 20005;
    static final int DECISION_ID = 20006;
    static final int REQUESTED_QTY = 20007;
    static final int CANCEL_ON_DISCONNECT = 20010;
    static final int MODE = 20011;
    static final int DROP_COPY_ONLY = 20012;
    static final int REPORT_ID = 20022;

    private Tags() {}
}
