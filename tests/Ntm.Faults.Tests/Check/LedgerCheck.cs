using System.Diagnostics;
using System.Text;
using Ntm.Dossier.Domain.Audit;
using Ntm.Faults.Tests.Load;

namespace Ntm.Faults.Tests.Check;

/// <summary>
/// Holds the clients' ledger against the databases and the feed. It shares no code with the services but the public
/// verifier of audit exports.
/// </summary>
internal sealed class LedgerCheck(Truth truth, Ledger ledger, LoadUser reader, Guid measure)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    private readonly Findings findings = new();
    private readonly LedgerDatabase identity = truth.Of("identity");
    private readonly LedgerDatabase assessment = truth.Of("assessment");
    private readonly LedgerDatabase dossier = truth.Of("dossier");
    private readonly LedgerDatabase notifications = truth.Of("notifications");

    /// <summary>Events in the feed.</summary>
    public int Events { get; private set; }

    /// <param name="patience">How long the outboxes may take to run empty.</param>
    public async Task<IReadOnlyList<string>> RunAsync(TimeSpan patience)
    {
        await AtRestAsync(patience);
        CommandsOnceEach();
        UnitsOnceEach();
        await DossiersAsync();
        new EffectsCheck(truth, ledger, findings).Run();
        return findings.All;
    }

    /// <summary>I5: nothing waits in an outbox or a queue, nothing was given up, no timer failed, no file is damaged.</summary>
    private async Task AtRestAsync(TimeSpan patience)
    {
        var watch = Stopwatch.StartNew();
        IReadOnlyList<string> waiting;
        while ((waiting = await WaitingAsync()).Count > 0 && watch.Elapsed < patience)
        {
            await Task.Delay(Look, TimeProvider.System);
        }

        foreach (var one in waiting.Concat(truth.Damage()))
        {
            findings.Add(one);
        }

        foreach (var database in truth.Databases)
        {
            database.Rows("""SELECT "Key", "LastError" FROM "Timers" WHERE "LastError" IS NOT NULL""", row => $"{row.GetString(0)}: {row.GetString(1)}")
                .ForEach(timer => findings.Add($"{database.Service}: a timer failed: {timer}"));
        }
    }

    /// <summary>What leaves an outbox goes into a queue, and what leaves a queue may go into an outbox: so the outboxes are asked twice.</summary>
    private async Task<IReadOnlyList<string>> WaitingAsync()
    {
        if (Unsent() is { Count: > 0 } rows)
        {
            return rows;
        }

        return await truth.FullQueuesAsync() is { Count: > 0 } queues ? queues : Unsent();
    }

    private List<string> Unsent() => [.. truth.Databases.SelectMany(database => database.Rows(
        $"""
        SELECT "Type", {LedgerDatabase.Id("\"MessageId\"")}, "Attempts", CAST("Dead" AS TEXT), coalesce("LastError", 'no error') FROM "Outbox"
        ORDER BY "Seq" LIMIT 20
        """,
        row => $"{database.Service}: still in the outbox: {row.GetString(0)} {row.GetString(1)} after {row.GetInt32(2)} tries, dead: {row.GetString(3)}, {row.GetString(4)}"))];

    /// <summary>I1: what was accepted is there once, under its key and with the status the client saw; nothing else is.</summary>
    private void CommandsOnceEach()
    {
        foreach (var (database, prefix) in truth.Databases.Zip(["identity", "assessment", "dossiers", "notifications"]))
        {
            // An account's first password is answered once and kept nowhere, so that command has no kept answer.
            findings.Same(
                database.Service + ": commands",
                ledger.Steps.Where(step => step.Service == prefix && step.Act != "account").Select(step => $"{step.Key} {step.Status}"),
                database.Rows("""SELECT "Key", "Status" FROM "CommandAnswers" """, row => $"{row.GetString(0).Split(':', 2)[1]} {row.GetInt32(1)}"));
        }
    }

    /// <summary>I1 and I2 for units: one act, one period, and one copy in each service that heard of it.</summary>
    private void UnitsOnceEach()
    {
        var units = ledger.Of("unit").Select(step => step.Detail!).ToList();
        findings.Same("identity: acts on units", units, identity.Texts("""SELECT substr("DocumentNumber", 1, 5) FROM "UnitActs" WHERE "DocumentNumber" LIKE '9____/NQ-HĐND'"""));
        foreach (var (database, table, column) in new[] { (identity, "UnitPeriods", "UnitCode"), (assessment, "Units", "Code"), (dossier, "Units", "Code") })
        {
            findings.Same($"{database.Service}: units", units, database.Texts($"""SELECT "{column}" FROM "{table}" WHERE "{column}" LIKE '9____'"""));
        }

        findings.Same(
            "identity: grants", ledger.Of("grant").Select(step => step.Detail!),
            identity.Texts($"""SELECT {LedgerDatabase.Id("\"AccountId\"")} || '/' || "UnitCode" FROM "Grants" WHERE "UnitCode" LIKE '9____'"""));
    }

    private async Task DossiersAsync()
    {
        var opened = ledger.Of("open").ToDictionary(step => step.Answer.GetProperty("id").GetGuid(), step => step.Detail!);
        findings.Same(
            "dossiers", opened.Select(pair => $"{pair.Key} {pair.Value}"), dossier.Texts($"""SELECT {LedgerDatabase.Id("\"Id\"")} || ' ' || "UnitCode" || '/' || "Year" FROM "Dossiers" """));
        findings.Same("dossiers carried to the end", opened.Keys.Select(id => id.ToString()), ledger.Finished.Select(id => id.ToString()));

        var feed = await FeedItem.ReadAllAsync(reader);
        Events = feed.Count;
        findings.InOrder("positions of the feed", Enumerable.Range(1, feed.Count).Select(place => $"{place}"), feed.Select(item => $"{item.Position}"));
        findings.Same("events of unknown dossiers", [], feed.Where(item => !opened.ContainsKey(item.Dossier)).Select(item => $"{item.Dossier} {item.Words}"));
        findings.Same("events told twice", [], feed.CountBy(item => item.EventId).Where(pair => pair.Value > 1).Select(pair => $"{pair.Key}"));
        findings.Same(
            "notifications: facts heard", feed.Select(item => $"{item.EventId}"),
            notifications.Texts($"""SELECT {LedgerDatabase.Id("\"MessageId\"")} FROM "Inbox" WHERE "ConsumerId" = 'notifications.on-dossier-fact'"""));
        findings.Same(
            "assessment: openings heard", feed.Where(ConcernsAssessment).Select(item => $"{item.EventId}"),
            assessment.Texts($"""SELECT {LedgerDatabase.Id("\"MessageId\"")} FROM "Inbox" WHERE "ConsumerId" = 'assessment.on-stage-opened'"""));
        foreach (var id in opened.Keys)
        {
            await StoryAsync(id, [.. feed.Where(item => item.Dossier == id)], [.. feed.Where(item => item.Dossier == measure)]);
        }
    }

    /// <summary>Assessment acts where criteria are filled or residents asked; other stages leave no trace there.</summary>
    private static bool ConcernsAssessment(FeedItem item) =>
        item.Words.Split(' ') is ["StageOpened.V1", "SelfAssessment" or "Preparation" or "Survey", ..];

    /// <summary>I2, I3, I6 and I7: the same facts, notices and audit as the dossier that nothing interrupted, without a gap.</summary>
    private async Task StoryAsync(Guid id, List<FeedItem> told, List<FeedItem> asMeasured)
    {
        var row = dossier.Rows($"""SELECT "Sequence", "AuditSequence", "AuditHash" FROM "Dossiers" WHERE {LedgerDatabase.Id("\"Id\"")} = '{id}'""", reader => (
            Facts: reader.GetInt64(0), Audit: reader.GetInt64(1), Hash: reader.GetString(2))).Single();
        findings.InOrder($"sequence of {id}", Enumerable.Range(1, (int)row.Facts).Select(place => $"{place}"), told.Select(item => $"{item.Sequence}"));
        findings.InOrder($"facts of {id}", asMeasured.Select(item => item.Words), told.Select(item => item.Words));
        findings.InOrder($"audit of {id}", AuditOf(measure), AuditOf(id));
        findings.Same($"notices of {id}", NoticesOf(measure), NoticesOf(id));
        findings.Same($"values of {id}", ValuesOf(measure), ValuesOf(id));

        var export = await reader.GetAsync($"/dossiers/{id}/audit");
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(export.GetRawText()));
        if (AuditVerifier.Verify(stream, row.Audit, row.Hash) is { Verified: false } broken)
        {
            findings.Add($"audit chain of {id}: broken at {broken.BrokenAt}: {broken.Reason}");
        }
    }

    private List<string> AuditOf(Guid id) => dossier.Texts(
        $"""SELECT "Sequence" || ' ' || "Action" || ' ' || coalesce("Stage", '') FROM "Audit" WHERE {LedgerDatabase.Id("\"DossierId\"")} = '{id}' ORDER BY "Sequence" """);

    private List<string> NoticesOf(Guid id) => notifications.Texts(
        $"""SELECT "Kind" || ' ' || "Role" || ' ' || "Stage" FROM "Notices" WHERE {LedgerDatabase.Id("\"DossierId\"")} = '{id}'""");

    private List<string> ValuesOf(Guid id) => assessment.Texts(
        $"""
        SELECT e."Code" || ' ' || CAST(e."Value" AS TEXT) FROM "IndicatorEntries" e JOIN "SelfAssessments" a ON a."Id" = e."AssessmentId"
        WHERE {LedgerDatabase.Id("a.\"DossierId\"")} = '{id}'
        """);
}
