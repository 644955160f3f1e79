using Ntm.Faults.Tests.Check;
using Ntm.Faults.Tests.Host;
using Ntm.Faults.Tests.Load;
using Ntm.Testing;

namespace Ntm.Faults.Tests;

/// <summary>The ledger program is not blind: whatever is planted into a sound run, it finds.</summary>
[Trait(Speed.Name, Speed.Faults)]
public sealed class LedgerTests(ITestOutputHelper output)
{
    private const string Nobody = "'F0000000-0000-7000-8000-000000000000'";
    private static readonly TimeSpan NoPatience = TimeSpan.FromSeconds(1);

    /// <summary>Service, statement that spoils its database, and how the findings begin that this must bring.</summary>
    private static readonly (string Service, string Sql, string[] Expected)[] Planted =
    [
        (
            "notifications",
            $"""UPDATE "Feed" SET "EventId" = {Nobody}, "Data" = replace("Data", lower("EventId"), lower({Nobody})) WHERE {Of(2)}""",
            ["I2 dossier events and feed: lost 1 ×", "I2 notifications: events received: lost 1 × f0000000"]
        ),
        (
            "notifications",
            $"""UPDATE "Feed" SET "DossierId" = {Nobody}, "Data" = replace("Data", lower("DossierId"), lower({Nobody})) WHERE {Of(3)}""",
            ["I3 events of unknown dossiers: 1 too many of f0000000"]
        ),
        (
            "notifications",
            $"""
            DROP INDEX "IX_Feed_DossierId_Sequence";
            UPDATE "Feed" SET "Sequence" = "Sequence" + 1, "Data" = json_set("Data", '$.sequence', CAST("Sequence" + 1 AS TEXT))
            WHERE {Of(4)}
            """,
            ["I4 events of one place: 1 too many of", "I6 sequence of"]
        ),
        (
            "notifications",
            """UPDATE "Feed" SET "Data" = replace("Data", '"round":1', '"round":7') WHERE "Data" LIKE '%"outcome":%'""",
            ["I6 history of", "I6 open stages of"]
        ),
        (
            "notifications",
            """DELETE FROM "Feed" WHERE "Position" = (SELECT max("Position") - 1 FROM "Feed")""",
            ["I2 positions of the feed: expected"]
        ),
        ("dossier", """UPDATE "Dossiers" SET "Status" = 'Recognised'""", ["I6 state of"]),
        ("dossier", """DELETE FROM "Audit" WHERE "Sequence" = (SELECT max("Sequence") FROM "Audit")""", ["I7 audit chain of"]),
        ("dossier", """DELETE FROM "Audit" WHERE "Sequence" = 4""", ["I7 audit chain of"]),
        ("dossier", """UPDATE "Audit" SET "Payload" = '{}' WHERE "Sequence" = 2""", ["I7 audit chain of"]),
        (
            "assessment",
            """DELETE FROM "Inbox" WHERE "ConsumerId" = 'assessment.on-stage-opened'""",
            ["I2 assessment: openings received: lost 1 ×"]
        ),
        ("assessment", """DELETE FROM "Revisions" WHERE "Number" = 2""", ["I1 assessment: revisions: lost 1 ×"]),
        (
            "identity",
            $"""
            INSERT INTO "Outbox" ("MessageId", "Type", "Body", "OrderKey", "CreatedAt", "DueAt", "Attempts", "Dead")
            VALUES ({Nobody}, 'Left', '{"{}"}', 'left', 0, 0, 12, 1)
            """,
            ["I5 identity: still in the outbox: Left f0000000"]
        ),
    ];

    /// <summary>One of the feed's events about dossiers.</summary>
    private static string Of(int place) =>
        $"""
            "Position" = (SELECT "Position" FROM "Feed" WHERE "DossierId" IS NOT NULL ORDER BY "Position" LIMIT 1 OFFSET {place - 1})
            """;

    [Fact]
    public async Task Every_planted_loss_duplicate_invention_or_leftover_is_found()
    {
        await using var host = new FaultyHost(inboxOff: false);
        using var http = PatientClient.Of(host.Address);
        using var ledger = new Ledger();
        using var load = new CommuneLoad(http, ledger);
        await host.StartAsync();
        var measure = await load.PrepareAsync(1);
        Assert.Empty(await FindAsync(ledger, TimeSpan.FromSeconds(30)));

        var upload = ledger.Of("file").Last();
        using var more = ledger.But(with: upload with { Key = "lost", Detail = "lost" });
        Assert.Equal(
            [
                "I1 dossier: commands: lost 1 × lost 200",
                $"I1 files: lost 1 × {upload.Dossier} lost",
                "I1 file lost: its bytes are lost or damaged",
            ],
            await FindAsync(more, NoPatience)
        );
        using var less = ledger.But(without: upload);
        Assert.Equal(
            [$"I1 dossier: commands: 1 too many of {upload.Key} 200", $"I1 files: 1 too many of {upload.Dossier} {upload.Detail}"],
            await FindAsync(less, NoPatience)
        );

        IReadOnlyList<string> before = [];
        foreach (var (service, sql, expected) in Planted)
        {
            Assert.True(host.Truth.Of(service).Spoil(sql) > 0, "Nothing was spoilt by: " + sql);
            var found = await FindAsync(ledger, NoPatience);
            var fresh = found.Except(before).ToList();
            fresh.ForEach(output.WriteLine);
            Assert.All(expected, words => Assert.Contains(fresh, finding => finding.StartsWith(words, StringComparison.Ordinal)));
            before = found;
        }

        async Task<IReadOnlyList<string>> FindAsync(Ledger known, TimeSpan patience) =>
            (await LedgerProgram.RunAsync(host.Truth, known, host.Address, measure, patience)).Findings;
    }

    [Theory]
    [InlineData(150, 0)]
    [InlineData(900, 1)]
    public async Task A_process_that_keeps_what_it_took_under_load_is_found(int memoryAfter, int findings)
    {
        await using var host = new FaultyHost(inboxOff: false);
        using var ledger = new Ledger();
        await host.StartAsync();
        var samples = Path.Combine(host.Folder, "samples.jsonl");
        await File.WriteAllLinesAsync(
            samples,
            [
                """{"process":"dossier-1","moment":"before","memoryMb":120,"handles":200,"connections":4}""",
                """{"process":"dossier-1","moment":"during","memoryMb":700,"handles":600,"connections":20}""",
                $$"""{"process":"dossier-1","moment":"after","memoryMb":{{memoryAfter}},"handles":210,"connections":5}""",
            ]
        );

        var report = await LedgerProgram.RunAsync(host.Truth, ledger, host.Address, null, NoPatience, samples);

        Assert.Equal(findings, report.Findings.Count(finding => finding.StartsWith("I9 dossier-1: 900 MB", StringComparison.Ordinal)));
    }
}
