using System.Net;
using Microsoft.EntityFrameworkCore;
using Ntm.Dossier.Persistence;
using Ntm.Dossier.Reconciliation;
using Ntm.Persistence;

namespace Ntm.Dossier.Tests.Features;

/// <summary>What lies beside a dossier in its own database.</summary>
public sealed class ReconciliationTests
{
    private static readonly DateTimeOffset Elsewhere = DossierApp.At("2023-12-01T00:00:00").ToUniversalTime();

    private static readonly Dictionary<string, Func<DossierDbContext, Task<int>>> Spoils = new()
    {
        [Difference.TaskMissing] = db => db.OpenStages.ExecuteDeleteAsync(),
        [Difference.TaskWrong] = db => db.OpenStages.ExecuteUpdateAsync(row => row.SetProperty(x => x.DueAt, Elsewhere)),
        [Difference.TimerMissing] = db => db.Timers.ExecuteDeleteAsync(),
        [Difference.TaskExtra] = async db =>
        {
            var row = await db.OpenStages.AsNoTracking().FirstAsync();
            db.OpenStages.Add(
                new OpenStageRow
                {
                    Key = row.DossierId.ToString("N") + "/commune-dossier/1",
                    DossierId = row.DossierId,
                    Stage = "commune-dossier",
                    StageTitle = "Lập hồ sơ",
                    Kind = "Preparation",
                    Round = 1,
                    Actor = "officer@42/439/18175",
                    UnitCode = row.UnitCode,
                    UnitName = row.UnitName,
                    SearchName = row.SearchName,
                    Title = row.Title,
                    Year = row.Year,
                    OpenedAt = row.OpenedAt,
                    DueAt = row.DueAt,
                }
            );
            return await db.SaveChangesAsync();
        },
    };

    public static TheoryData<string> Own => [.. Spoils.Keys];

    [Theory]
    [MemberData(nameof(Own))]
    public async Task A_row_that_is_not_as_the_dossier_says_is_named_mended_audited_and_then_gone(string code)
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToSubmissionAsync();
        var task = await app.LookAsync(db => db.OpenStages.AsNoTracking().SingleAsync());
        var timers = await app.LookAsync(db =>
            db.Timers.Where(row => row.Kind == DossierStore.DeadlineTimer).OrderBy(row => row.DueAt).Select(row => row.Key).ToListAsync()
        );
        Assert.Empty(await app.DifferencesAsync());
        await app.SpoilAsync(Spoils[code]);

        var named = Assert.Single(await app.DifferencesAsync());
        var mended = Assert.Single(await app.MendAsync());
        var after = await app.LookAsync(db => db.OpenStages.AsNoTracking().SingleAsync());

        Assert.Equal(
            (id, code, true, false),
            (
                named.GetProperty("dossierId").GetString(),
                named.GetProperty("code").GetString(),
                named.GetProperty("mendable").GetBoolean(),
                named.GetProperty("mended").GetBoolean()
            )
        );
        Assert.Contains(" Sẽ được ", named.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.True(mended.GetProperty("mended").GetBoolean());
        Assert.Equal((task.Key, task.DueAt, task.Actor), (after.Key, after.DueAt, after.Actor));
        Assert.Contains(timers[^1], await app.LookAsync(db => db.Timers.Select(row => row.Key).ToListAsync()));
        Assert.Empty(await app.DifferencesAsync());
        Assert.Empty(await app.MendAsync());
        await app.WasAuditedAsync(id, code);
    }

    [Fact]
    public async Task An_event_is_on_its_way_until_it_is_as_old_as_the_grace()
    {
        await using var app = await DossierApp.StartAsync();
        var id = (await app.OpenAsync()).Ok().Id;
        await app.DeliveredAsync();
        var since = DossierApp.At("2023-02-02T08:00:00").ToUniversalTime();
        await app.SpoilAsync(db =>
        {
            db.Outbox.Add(
                new OutboxRow
                {
                    MessageId = Guid.CreateVersion7(),
                    Type = "Ntm.Contracts.Dossier.V1.StageOpened",
                    Body = "{}",
                    OrderKey = Guid.Parse(id).ToString("N"),
                    CreatedAt = since,
                    LeaseOwner = "another",
                    LeaseUntil = long.MaxValue,
                }
            );
            return db.SaveChangesAsync();
        });

        app.Platform.Clock.SetTo(since + ReconciliationApp.Grace - TimeSpan.FromTicks(1));
        Assert.Empty(await app.DifferencesAsync());
        app.Platform.Clock.Advance(TimeSpan.FromTicks(1));
        var waiting = Assert.Single(await app.MendAsync());

        Assert.Equal(
            (Difference.MessageWaiting, false),
            (waiting.GetProperty("code").GetString(), waiting.GetProperty("mended").GetBoolean())
        );
        Assert.Contains("chờ gửi quá lâu", waiting.GetProperty("message").GetString(), StringComparison.Ordinal);
        await app.SpoilAsync(db =>
            db.Outbox.Where(row => row.LeaseOwner == "another").ExecuteUpdateAsync(row => row.SetProperty(x => x.Dead, true))
        );
        Assert.Contains(
            "/dossiers/dead-letters",
            Assert.Single(await app.DifferencesAsync()).GetProperty("message").GetString(),
            StringComparison.Ordinal
        );
        Assert.Equal(0, await app.LookAsync(db => db.ReconciliationRequests.CountAsync()));
    }

    [Fact]
    public async Task A_broken_audit_is_named_and_keeps_the_dossier_as_it_is()
    {
        await using var app = await DossierApp.StartAsync();
        await app.ToPreparationAsync();
        await app.SpoilAsync(db => db.OpenStages.ExecuteDeleteAsync());
        await app.SpoilAsync(db => db.Audit.Where(row => row.Sequence > 1).ExecuteDeleteAsync());

        var found = await app.MendAsync();

        Assert.Equal([Difference.AuditBroken, Difference.TaskMissing], found.Select(item => item.GetProperty("code").GetString()));
        Assert.DoesNotContain(found, item => item.GetProperty("mended").GetBoolean());
        Assert.Equal([Difference.AuditBroken, Difference.TaskMissing], await app.CodesAsync());
        Assert.Contains("bản sao lưu", found[0].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_of_the_audit_that_cannot_be_read_is_a_broken_audit()
    {
        await using var app = await DossierApp.StartAsync();
        await app.ToPreparationAsync();
        await app.SpoilAsync(db =>
            db.Audit.Where(row => row.Sequence == 1).ExecuteUpdateAsync(row => row.SetProperty(x => x.Payload, "{"))
        );

        Assert.Equal([Difference.AuditBroken], await app.CodesAsync());
    }

    [Theory]
    [InlineData("content")]
    [InlineData("stage")]
    [InlineData("path")]
    public async Task A_dossier_that_cannot_be_read_is_named_and_the_others_are_mended(string damage)
    {
        await using var app = await DossierApp.StartAsync();
        var (damaged, whole) = ((await app.OpenAsync()).Ok().Id, (await app.OpenAsync(title: "xa-ntm-nang-cao")).Ok().Id);
        var id = Guid.Parse(damaged);
        await app.SpoilAsync(db => db.OpenStages.ExecuteDeleteAsync());
        await app.SpoilAsync(async db =>
        {
            var row = await db.Dossiers.AsNoTracking().SingleAsync(row => row.Id == id);
            var content =
                damage == "content"
                    ? "{"
                    : row.Content.Replace(
                        "self-assessment",
                        damage == "stage" ? "no-such-stage" : "self-assessment",
                        StringComparison.Ordinal
                    );
            var version = damage == "path" ? 99 : row.PathVersion;
            return await db.Database.ExecuteSqlAsync(
                $"""UPDATE "Dossiers" SET "Content" = {content}, "PathVersion" = {version} WHERE "Id" = {id}"""
            );
        });

        var named = await app.DifferencesAsync();
        var mended = await app.MendAsync();

        Assert.Equal(new[] { (damaged, Difference.Unreadable), (whole, Difference.TaskMissing) }.Order(), named.Select(Of).Order());
        Assert.True(mended.Single(item => Of(item).Dossier == whole).GetProperty("mended").GetBoolean());
        Assert.Equal([(damaged, Difference.Unreadable)], (await app.DifferencesAsync()).Select(Of));

        static (string Dossier, string Code) Of(System.Text.Json.JsonElement item) =>
            (item.GetProperty("dossierId").GetString()!, item.GetProperty("code").GetString()!);
    }

    [Fact]
    public async Task A_dropped_dead_letter_of_a_dossier_is_an_entry_of_its_audit_with_the_reason()
    {
        await using var app = await DossierApp.StartAsync();
        var id = (await app.OpenAsync()).Ok().Id;
        await app.DeliveredAsync();
        await app.SpoilAsync(db =>
        {
            db.Outbox.Add(
                new OutboxRow
                {
                    MessageId = Guid.CreateVersion7(),
                    Type = "Ntm.Contracts.Dossier.V9.Unknown",
                    Body = "{}",
                    OrderKey = Guid.Parse(id).ToString("N"),
                    CreatedAt = app.Platform.Clock.GetUtcNow(),
                    Dead = true,
                }
            );
            return db.SaveChangesAsync();
        });
        using var administrator = app.AsNew("operator", "administrator@42");
        var letter = (await DossierApp.SendAsync(administrator, HttpMethod.Get, "/dossiers/dead-letters", null))
            .Ok()
            .Body.GetProperty("items")[0]
            .GetProperty("seq")
            .GetInt64();

        var answer = await DossierApp.SendAsync(
            administrator,
            HttpMethod.Post,
            $"/dossiers/dead-letters/{letter}/drop",
            new { reason = "Không còn ý nghĩa" }
        );

        Assert.Equal(HttpStatusCode.NoContent, answer.Status);
        var entry = (await app.ReadAsync("auditor", $"/dossiers/{id}/audit")).Ok().Body.GetProperty("entries").EnumerateArray().Last();
        Assert.Equal(("message.dropped", "operator"), (entry.GetProperty("action").GetString(), entry.GetProperty("actor").GetString()));
        Assert.Contains("Không còn ý nghĩa", entry.GetProperty("payload").GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Empty(await app.DifferencesAsync());
    }

    [Fact]
    public async Task A_place_on_the_path_that_is_not_what_is_open_is_left_to_an_operator()
    {
        await using var app = await DossierApp.StartAsync();
        await app.OpenAsync();
        await app.SpoilAsync(async db =>
        {
            (await db.Dossiers.SingleAsync()).PathState = """{"open":[],"waiting":[],"rounds":{"self-assessment":1}}""";
            return await db.SaveChangesAsync();
        });

        var found = await app.MendAsync();

        Assert.All(found, difference => Assert.False(difference.GetProperty("mended").GetBoolean()));
        Assert.Equal([Difference.AuditBroken, Difference.PathState], await app.CodesAsync());
    }

    [Fact]
    public async Task Pages_go_by_dossier_and_another_province_s_differences_are_not_there()
    {
        await using var app = await DossierApp.StartAsync("2022-02-01T08:00:00");
        foreach (var year in new[] { 2022, 2023, 2024 })
        {
            app.Platform.Clock.SetTo(DossierApp.At($"{year}-02-01T08:00:00"));
            (await app.OpenAsync(year: year)).Ok();
            await app.DeliveredAsync();
        }

        await app.SpoilAsync(db => db.OpenStages.Where(row => row.Year != 2022).ExecuteDeleteAsync());
        using var other = app.AsNew("elsewhere", "leader@43");

        var first = (await app.ReadAsync("auditor", "/dossiers/reconciliation?limit=2")).Ok().Body;
        var second = (await app.ReadAsync("auditor", $"/dossiers/reconciliation?limit=2&after={first.GetProperty("next").GetString()}"))
            .Ok()
            .Body;
        var theirs = (await DossierApp.SendAsync(other, HttpMethod.Post, "/dossiers/reconciliation", null)).Ok().Body;

        Assert.Equal(2023, Assert.Single(first.GetProperty("items").EnumerateArray()).GetProperty("year").GetInt32());
        Assert.Equal(2024, Assert.Single(second.GetProperty("items").EnumerateArray()).GetProperty("year").GetInt32());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, second.GetProperty("next").ValueKind);
        Assert.Equal(0, theirs.GetProperty("items").GetArrayLength());
        Assert.Equal(2, (await app.DifferencesAsync()).Count);
    }

    [Theory]
    [InlineData("officer@42/439/18175")]
    [InlineData("officer@42")]
    [InlineData("leader@42/439")]
    [InlineData("auditor@42/439")]
    [InlineData("administrator@42/439/18175")]
    [InlineData("appraiser@42#VPDP")]
    [InlineData("council@42")]
    [InlineData("surveyor@42")]
    public async Task Other_roles_neither_look_nor_mend(string grant)
    {
        await using var app = await DossierApp.StartAsync();
        using var client = app.AsNew("someone", grant);

        (await DossierApp.SendAsync(client, HttpMethod.Get, "/dossiers/reconciliation", null)).Refused(
            HttpStatusCode.Forbidden,
            "dossier.not_reconciler"
        );
        (await DossierApp.SendAsync(client, HttpMethod.Post, "/dossiers/reconciliation", null)).Refused(
            HttpStatusCode.Forbidden,
            "dossier.not_reconciler"
        );
    }

    [Fact]
    public async Task Auditors_only_look_while_administrators_and_leaders_also_mend()
    {
        await using var app = await DossierApp.StartAsync();
        using var administrator = app.AsNew("administrator", "administrator@42");

        (await app.SendAsync("auditor", HttpMethod.Post, "/dossiers/reconciliation", null)).Refused(
            HttpStatusCode.Forbidden,
            "dossier.not_reconciler"
        );
        (await app.ReadAsync("auditor", "/dossiers/reconciliation")).Ok();
        (await app.ReadAsync("province-leader", "/dossiers/reconciliation")).Ok();
        (await app.SendAsync("province-leader", HttpMethod.Post, "/dossiers/reconciliation", null)).Ok();
        (await DossierApp.SendAsync(administrator, HttpMethod.Get, "/dossiers/reconciliation", null)).Ok();
        (await DossierApp.SendAsync(administrator, HttpMethod.Post, "/dossiers/reconciliation", null)).Ok();
    }
}
