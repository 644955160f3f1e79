using System.Net;
using Ntm.Contracts.Dossier.V1;

namespace Ntm.Dossier.Tests.Features;

/// <summary>Administrative units change while a dossier runs: it goes along, and nobody's work is lost.</summary>
public sealed class FollowUnitTests
{
    private const string Successor = "42/18133";

    [Fact]
    public async Task A_dossier_at_the_district_goes_on_at_the_province_from_the_first_instant_without_districts()
    {
        await using var app = await DossierApp.StartAsync("2025-06-20T08:00:00");
        var id = await AtExaminationAsync(app);
        await MergedAsync(app);
        Assert.Equal("42/439", Actor((await app.GetAsync("reviewer", id)).Ok()));

        app.Platform.Clock.Advance(DossierApp.At("2025-06-30T23:59:59.9999999") - app.Platform.Clock.GetUtcNow());
        await app.TimersFireAsync();
        Assert.Empty(app.Events.Of<DossierUnitChanged>());
        app.Platform.Clock.Advance(TimeSpan.FromTicks(1));
        var changed = (await app.Events.WaitForAsync<DossierUnitChanged>())[0];

        Assert.Equal(("18133", Successor, "18175"), (changed.UnitCode, changed.UnitPath, changed.FormerUnitCode));
        var handed = Assert.Single(changed.HandedOver);
        Assert.Equal(
            ("district-examination", "reviewer", DossierApp.District, DossierApp.Province),
            (handed.Stage, handed.ActorRole, handed.FormerActorUnitPath, handed.ActorUnitPath)
        );
        using var reviewer = app.AsNew("province-reviewer", $"reviewer@{DossierApp.Province}");
        var inbox = (await DossierApp.SendAsync(reviewer, HttpMethod.Get, "/dossiers/inbox", null)).Ok();
        var item = Assert.Single(inbox.Body.GetProperty("items").EnumerateArray());
        Assert.Equal(("18133", "Xã Sơn Bằng mới"), (item.GetProperty("unitCode").GetString(), item.GetProperty("unitName").GetString()));
        (
            await DossierApp.SendAsync(
                reviewer,
                HttpMethod.Put,
                $"/dossiers/{id}/stages/district-examination/verdicts",
                new { acceptRest = true }
            )
        ).Ok();
        (await app.GetAsync("reviewer", id)).Refused(HttpStatusCode.NotFound, "dossier.not_found");
        Assert.Empty((await app.ReadAsync("reviewer", "/dossiers/inbox")).Ok().Body.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task A_question_to_the_district_goes_to_the_province_with_its_deadline()
    {
        await using var app = await DossierApp.StartAsync("2025-06-30T08:00:00");
        var id = await AtExaminationAsync(app);
        (await app.AskOpinionAsync(id, $"leader@{DossierApp.District}", workingDays: 10)).Ok();
        var asked = await app.Events.WaitForAsync<OpinionAsked>(_ => true);
        await MergedAsync(app);

        app.Platform.Clock.SetTo(DossierApp.At("2025-07-01T00:00:00"));
        var moved = await app.Events.WaitForAsync<OpinionAsked>(again => again.EventId != asked.EventId);

        Assert.Equal(("leader", DossierApp.Province, asked.DueAt), (moved.AskedRole, moved.AskedUnitPath, moved.DueAt));
        Assert.Equal("Opinion", Assert.Single(await app.WorkAsync("province-leader")).Text("kind"));
        Assert.Empty(await app.WorkAsync("district-leader"));
        (await app.AnswerAsync(id, "province-leader")).Ok();
        using var reviewer = app.AsNew("province-reviewer", $"reviewer@{DossierApp.Province}");
        var view = (await DossierApp.SendAsync(reviewer, HttpMethod.Get, $"/dossiers/{id}", null)).Ok();
        Assert.Equal("answered", Assert.Single(view.Opinions()).Text("state"));
    }

    [Fact]
    public async Task A_dossier_whose_unit_was_only_renamed_or_moved_keeps_its_code()
    {
        await using var app = await DossierApp.StartAsync("2025-06-20T08:00:00");
        var id = await app.ToPreparationAsync(year: 2025);

        await app.KnowsUnitAsync("42/440/18175", "Xã Sơn Bằng", "commune", "2025-06-10", null, 2);

        var changed = (await app.Events.WaitForAsync<DossierUnitChanged>())[0];
        Assert.Equal(("18175", "42/440/18175"), (changed.UnitCode, changed.UnitPath));
        using var officer = app.AsNew("officer", "officer@42/440/18175");
        Assert.Contains(
            "AddFile",
            string.Join(' ', (await DossierApp.SendAsync(officer, HttpMethod.Get, $"/dossiers/{id}", null)).Ok().Actions)
        );
    }

    [Fact]
    public async Task An_unknown_successor_is_waited_for()
    {
        await using var app = await DossierApp.StartAsync("2025-07-02T08:00:00");
        await app.KnowsUnitAsync(DossierApp.Commune, "Xã Sơn Bằng", "commune", "1991-08-12", null, 2);
        var id = await app.ToPreparationAsync(year: 2025);

        await app.KnowsUnitAsync(DossierApp.Commune, "Xã Sơn Bằng", "commune", "1991-08-12", "2025-07-01", 3, "18133");
        await app.TimerFailsAsync();
        await app.KnowsUnitAsync(Successor, "Xã Sơn Bằng mới", "commune", "2025-07-02", null);
        app.Platform.Clock.Advance(TimeSpan.FromMinutes(30));

        Assert.Equal(Guid.Parse(id), (await app.Events.WaitForAsync<DossierUnitChanged>())[0].DossierId);
    }

    [Fact]
    public async Task What_was_sent_for_the_former_unit_still_counts()
    {
        await using var app = await DossierApp.StartAsync("2025-06-20T08:00:00");
        var id = (await app.OpenAsync(year: 2025)).Ok().Id;
        await MergedAsync(app);
        app.Platform.Clock.Advance(TimeSpan.FromDays(12));
        await app.Events.WaitForAsync<DossierUnitChanged>();

        await app.AssessesOfUnitAsync(id, "18175");

        await app.Events.WaitForAsync<StageOpened>(opened => opened.Stage == "commune-dossier");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_two_dossiers_whose_communes_merge_the_first_goes_on_and_the_other_ends_with_the_reason(bool laterFollowsFirst)
    {
        await using var app = await DossierApp.StartAsync("2025-06-20T08:00:00");
        await app.KnowsUnitAsync("42/439/18176", "Xã Sơn Ninh", "commune", "1991-08-12", null);
        using var neighbour = app.AsNew("neighbour", "officer@42/439/18176");
        var first = laterFollowsFirst ? (await app.OpenAsync(year: 2025)).Ok().Id : await NeighbourOpensAsync(neighbour);
        app.Platform.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = laterFollowsFirst ? await NeighbourOpensAsync(neighbour) : (await app.OpenAsync(year: 2025)).Ok().Id;
        await MergedAsync(app);
        await app.KnowsUnitAsync("42/439/18176", "Xã Sơn Ninh", "commune", "1991-08-12", "2025-06-30", 2, "18133");

        app.Platform.Clock.Advance(TimeSpan.FromDays(12));
        var ended = (await app.Events.WaitForAsync<DossierWithdrawn>())[0];
        await app.TimersFireAsync();

        Assert.Equal((Guid.Parse(second), Guid.Parse(first), "system"), (ended.DossierId, ended.ContinuedIn, ended.WithdrawnBy));
        Assert.Equal([$"officer {Successor}"], ended.EndedWork.Select(work => $"{work.ActorRole} {work.ActorUnitPath}"));
        using var officer = app.AsNew("merged-officer", $"officer@{Successor}");
        var listed = (await DossierApp.SendAsync(officer, HttpMethod.Get, "/dossiers?unit=18133", null)).Ok();
        Assert.Equal(
            new[] { $"{first} Running", $"{second} Withdrawn" }.Order(StringComparer.Ordinal),
            listed
                .Body.GetProperty("items")
                .EnumerateArray()
                .Select(item => $"{item.GetProperty("id").GetString()} {item.GetProperty("status").GetString()}")
                .Order(StringComparer.Ordinal)
        );
        await app.ActedAsync(first, "dossier.unit_changed", "dossier.merged_with");
        await app.ActedAsync(second, "dossier.unit_changed", "dossier.merged");
        var view = (await DossierApp.SendAsync(officer, HttpMethod.Get, $"/dossiers/{second}", null)).Ok().Body.GetProperty("withdrawal");
        Assert.Contains("Xã đã sáp nhập thành Xã Sơn Bằng mới", view.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal(first, view.GetProperty("continuedIn").GetString());
    }

    [Fact]
    public async Task Dossiers_for_two_titles_both_go_on()
    {
        await using var app = await DossierApp.StartAsync("2025-06-20T08:00:00");
        string[] both = [(await app.OpenAsync(year: 2025)).Ok().Id, (await app.OpenAsync(title: "xa-ntm-nang-cao", year: 2025)).Ok().Id];
        await MergedAsync(app);

        app.Platform.Clock.Advance(TimeSpan.FromDays(12));
        foreach (var id in both)
        {
            await app.Events.WaitForAsync<DossierUnitChanged>(changed => changed.DossierId == Guid.Parse(id));
        }

        await app.TimersFireAsync();
        Assert.Empty(app.Events.Of<DossierWithdrawn>());
    }

    private static async Task<string> NeighbourOpensAsync(HttpClient neighbour)
    {
        var request = new
        {
            unitCode = "18176",
            title = "xa-ntm",
            year = 2025,
        };
        return (await DossierApp.SendAsync(neighbour, HttpMethod.Post, "/dossiers", request)).Ok().Id;
    }

    private static string Actor(Answer dossier) => dossier.Stage("district-examination").GetProperty("actorUnitPath").GetString()!;

    private static async Task<string> AtExaminationAsync(DossierApp app)
    {
        var id = await app.ToPreparationAsync(year: 2025);
        await app.PrepareAsync(id);
        return id;
    }

    /// <summary>The commune goes up into a new one on the day that districts end.</summary>
    private static async Task MergedAsync(DossierApp app)
    {
        await app.KnowsUnitAsync(DossierApp.Commune, "Xã Sơn Bằng", "commune", "1991-08-12", "2025-06-30", 2, "18133");
        await app.KnowsUnitAsync(Successor, "Xã Sơn Bằng mới", "commune", "2025-07-01", null);
    }
}
