namespace Ntm.Persistence;

/// <summary>
/// The few statements that differ by engine, one instance an engine. Leases and back-off go by the database's own
/// clock in milliseconds, so that replicas whose clocks differ agree.
/// </summary>
public abstract record DatabaseStatements
{
    /// <summary>
    /// Claims up to {0} due rows for {1} until now + {2} ms: one of each order key at a time. Returns the rows. Leased rows are
    /// skipped, see <see cref="Expired"/>.
    /// </summary>
    public abstract string Claim { get; }

    /// <summary>Inserts the inbox row of message {0} and consumer {1} at {2}; affects no row when it exists.</summary>
    public abstract string EnterInbox { get; }

    /// <summary>Deletes up to {0} rows of the inbox older than {1}.</summary>
    public abstract string TrimInbox { get; }

    /// <summary>Deletes up to {0} stored responses older than {1}.</summary>
    public abstract string TrimIdempotencyRecords { get; }

    /// <summary>Takes the rights to change and delete rows of a table away, the owner's too; may run again.</summary>
    public abstract IReadOnlyList<string> AppendOnly(string table, IReadOnlyList<string> key);

    /// <summary>Locks the rows of a table whose column is {0} until the transaction ends; SQLite has one writer and needs none.</summary>
    public virtual string LockRows(string table, string column) => $$"""SELECT 1 FROM "{{table}}" WHERE "{{column}}" = {0}""";

    /// <summary>
    /// Puts row {0} that owner {1} claimed as attempt {2} back for {3} ms with reason {4}, dead or not {5}. One that was due at {6} and
    /// has been woken since then is due at once: what it waited for came while it was tried.
    /// </summary>
    public string Postpone =>
        $$"""
            UPDATE "Outbox" SET "LeaseUntil" = NULL, "LeaseOwner" = NULL, "LastError" = {4}, "Dead" = {5},
            "DueAt" = CASE WHEN "DueAt" = {6} THEN {{Now}} + {3} ELSE "DueAt" END
            WHERE "Seq" = {0} AND "LeaseOwner" = {1} AND "Attempts" = {2}
            """;

    /// <summary>Makes the retries of order key {0} due now, with all their attempts before them.</summary>
    public string Wake =>
        $$"""
            UPDATE "Outbox" SET "DueAt" = {{Now}}, "Attempts" = CASE WHEN "LeaseUntil" IS NULL THEN 0 ELSE "Attempts" END
            WHERE "OrderKey" = {0} AND "Dead" = {{False}}
            """;

    /// <summary>Rows whose lease ran out.</summary>
    public string Expired => $"""SELECT * FROM "Outbox" WHERE "Dead" = {False} AND "LeaseUntil" < {Now} """;

    /// <summary>As <c>Value</c> the milliseconds until a row may be claimed: 0 when one may be now, NULL when none waits for its
    /// time.</summary>
    public string NextDue =>
        $"""
            SELECT CASE WHEN EXISTS (SELECT 1 FROM "Outbox" o WHERE {Due}) THEN 0
            ELSE (SELECT MIN(o."DueAt") - {Now} FROM "Outbox" o WHERE o."Dead" = {False}
            AND o."LeaseUntil" IS NULL AND o."DueAt" > {Now}) END AS "Value"
            """;

    /// <summary>The database's own clock as <c>Value</c>, milliseconds since 1970.</summary>
    public string ReadClock => $"""SELECT {Now} AS "Value" """;

    protected abstract string Now { get; }

    /// <summary>
    /// Only the oldest row of an order key is due. An earlier retry holds back later retries of its key and consumer only while it
    /// is due itself: it may have come too early, and the event that it waits for may be behind it.
    /// </summary>
    protected string Due =>
        $"""
            o."Dead" = {False} AND o."DueAt" <= {Now} AND o."LeaseUntil" IS NULL
            AND NOT EXISTS (SELECT 1 FROM "Outbox" e WHERE e."OrderKey" = o."OrderKey" AND e."ConsumerId" = o."ConsumerId"
            AND e."Seq" < o."Seq"
                AND (e."OrderKey" NOT LIKE '{OutboxRow.RetryPrefix}%' OR (e."Dead" = {False} AND e."DueAt" <= {Now})))
            """;

    protected virtual string False => "FALSE";

    public static DatabaseStatements For(DatabaseProvider provider) =>
        provider switch
        {
            DatabaseProvider.Sqlite => new SqliteStatements(),
            DatabaseProvider.PostgreSql => new PostgreSqlStatements(),
            _ => new SqlServerStatements(),
        };
}

/// <summary>SQLite has one writer at a time, so a statement is atomic by itself.</summary>
public sealed record SqliteStatements : DatabaseStatements
{
    /// <summary>SQLite knows no users. A row that takes another's place is deleted without a trigger for deletion.</summary>
    public override IReadOnlyList<string> AppendOnly(string table, IReadOnlyList<string> key)
    {
        var same = string.Join(" AND ", key.Select(column => $"""old."{column}" = NEW."{column}" """));
        return
        [
            Refuse("update", $"""BEFORE UPDATE ON "{table}" """),
            Refuse("delete", $"""BEFORE DELETE ON "{table}" """),
            Refuse("replace", $"""BEFORE INSERT ON "{table}" WHEN EXISTS (SELECT 1 FROM "{table}" old WHERE {same})"""),
        ];

        string Refuse(string what, string when) =>
            $"""
                CREATE TRIGGER IF NOT EXISTS "{table}_no_{what}" {when}
                BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
                """;
    }

    protected override string Now => "CAST(unixepoch('subsec') * 1000 AS INTEGER)";

    protected override string False => "0";

    public override string Claim =>
        $$"""
            UPDATE "Outbox" SET "LeaseUntil" = {{Now}} + {2}, "LeaseOwner" = {1}, "Attempts" = "Attempts" + 1
            WHERE "Seq" IN (SELECT o."Seq" FROM "Outbox" o WHERE {{Due}} ORDER BY o."DueAt", o."Seq" LIMIT {0}) RETURNING *
            """;

    public override string EnterInbox =>
        """INSERT INTO "Inbox" ("MessageId", "ConsumerId", "HandledAt") VALUES ({0}, {1}, {2}) ON CONFLICT DO NOTHING""";

    public override string TrimInbox =>
        """DELETE FROM "Inbox" WHERE rowid IN (SELECT rowid FROM "Inbox" WHERE "HandledAt" < {1} LIMIT {0})""";

    public override string TrimIdempotencyRecords =>
        """DELETE FROM "IdempotencyRecords" WHERE rowid IN (SELECT rowid FROM "IdempotencyRecords" WHERE "AnsweredAt" < {1} LIMIT {0})""";
}

/// <summary>Replicas skip each other's locked rows. What is to be locked is chosen once: chosen within a join it can be more than the
/// limit.</summary>
public sealed record PostgreSqlStatements : DatabaseStatements
{
    public override IReadOnlyList<string> AppendOnly(string table, IReadOnlyList<string> key) =>
        [
            $"""
                DO $$ DECLARE holder text; BEGIN
                FOR holder IN SELECT DISTINCT grantee FROM information_schema.role_table_grants
                    WHERE table_schema = current_schema() AND table_name = '{table}' AND privilege_type IN ('UPDATE', 'DELETE', 'TRUNCATE')
                LOOP
                    EXECUTE 'REVOKE UPDATE, DELETE, TRUNCATE ON "{table}" FROM '
                        || CASE holder WHEN 'PUBLIC' THEN holder ELSE quote_ident(holder) END;
                END LOOP; END $$
                """,
        ];

    public override string LockRows(string table, string column) => base.LockRows(table, column) + " FOR UPDATE";

    protected override string Now => "CAST(floor(extract(epoch FROM clock_timestamp()) * 1000) AS bigint)";

    public override string Claim =>
        $$"""
            WITH due AS MATERIALIZED (SELECT o."Seq" FROM "Outbox" o WHERE {{Due}} ORDER BY o."DueAt", o."Seq"
            LIMIT {0} FOR UPDATE SKIP LOCKED)
            UPDATE "Outbox" t SET "LeaseUntil" = {{Now}} + {2}, "LeaseOwner" = {1}, "Attempts" = t."Attempts" + 1
            FROM due WHERE t."Seq" = due."Seq" RETURNING t.*
            """;

    public override string EnterInbox =>
        """INSERT INTO "Inbox" ("MessageId", "ConsumerId", "HandledAt") VALUES ({0}, {1}, {2}) ON CONFLICT DO NOTHING""";

    public override string TrimInbox =>
        """DELETE FROM "Inbox" WHERE ctid = ANY (ARRAY(SELECT ctid FROM "Inbox" WHERE "HandledAt" < {1} LIMIT {0}))""";

    public override string TrimIdempotencyRecords =>
        """
            DELETE FROM "IdempotencyRecords"
            WHERE ctid = ANY (ARRAY(SELECT ctid FROM "IdempotencyRecords" WHERE "AnsweredAt" < {1} LIMIT {0}))
            """;
}

/// <summary>READPAST under read-committed snapshot needs READCOMMITTEDLOCK.</summary>
public sealed record SqlServerStatements : DatabaseStatements
{
    public override IReadOnlyList<string> AppendOnly(string table, IReadOnlyList<string> key) =>
        [$"""DENY UPDATE, DELETE ON "{table}" TO public"""];

    public override string LockRows(string table, string column) =>
        $$"""SELECT 1 FROM "{{table}}" WITH (UPDLOCK, ROWLOCK) WHERE "{{column}}" = {0}""";

    protected override string Now => "DATEDIFF_BIG(millisecond, '1970-01-01', SYSUTCDATETIME())";

    protected override string False => "0";

    public override string Claim =>
        $$"""
            WITH c AS (SELECT TOP ({0}) * FROM "Outbox" o WITH (UPDLOCK, READPAST, ROWLOCK, READCOMMITTEDLOCK)
            WHERE {{Due}} ORDER BY o."DueAt", o."Seq")
            UPDATE c SET "LeaseUntil" = {{Now}} + {2}, "LeaseOwner" = {1}, "Attempts" = "Attempts" + 1 OUTPUT inserted.*
            """;

    public override string EnterInbox =>
        """
            INSERT INTO "Inbox" ("MessageId", "ConsumerId", "HandledAt") SELECT {0}, {1}, {2}
            WHERE NOT EXISTS (SELECT 1 FROM "Inbox" WITH (UPDLOCK, HOLDLOCK) WHERE "MessageId" = {0} AND "ConsumerId" = {1})
            """;

    public override string TrimInbox => """DELETE TOP ({0}) FROM "Inbox" WITH (ROWLOCK, READPAST) WHERE "HandledAt" < {1}""";

    public override string TrimIdempotencyRecords =>
        """DELETE TOP ({0}) FROM "IdempotencyRecords" WITH (ROWLOCK, READPAST) WHERE "AnsweredAt" < {1}""";
}
