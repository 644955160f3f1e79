using Ntm.Contracts.Assessment.V1;
using Ntm.Contracts.Dossier.V1;
using Ntm.Messaging;
using Ntm.Notifications;
using Ntm.Testing;

namespace Ntm.Dossier.Tests.Features;

public sealed class LostCriterionTests
{
    [Fact]
    public async Task A_lost_criterion_is_shown_and_notified_once_until_it_passes_again()
    {
        await using var app = await DossierApp.StartAsync(others: [new NotificationsModule()]);
        var id = (await app.OpenAsync()).Ok().Id;
        await app.AssessesAsync(id, "17");
        var lost = Lost(app, id, "18175");

        await app.Platform.PublishAsync(lost, lost.EventId);
        await app.Platform.PublishAsync(lost, Guid.CreateVersion7());

        var shown = Assert.Single((await app.GetAsync("appraiser", id)).Ok().Body.GetProperty("lostCriteria").EnumerateArray());
        Assert.Equal(
            ("17", 1, System.Text.Json.JsonValueKind.Null),
            (shown.GetProperty("code").GetString(), shown.GetProperty("revision").GetInt32(), shown.GetProperty("regainedIn").ValueKind)
        );
        Assert.Equal("17", (await app.Events.WaitForAsync<CriterionLossRecorded>(_ => true)).CriterionCode);
        await Eventually.TrueAsync(
            async () => await NoticesAsync(app, "officer") == 1 && await NoticesAsync(app, "appraiser") == 1,
            "commune and province are notified once"
        );
        Assert.Contains("criterion.lost", (await app.ReadAsync("auditor", $"/dossiers/{id}/audit")).Ok().Text, StringComparison.Ordinal);

        await app.AssessesAsync(id);
        shown = Assert.Single((await app.GetAsync("appraiser", id)).Ok().Body.GetProperty("lostCriteria").EnumerateArray());
        Assert.Equal(2, shown.GetProperty("regainedIn").GetInt32());
    }

    [Fact]
    public async Task A_lost_criterion_of_another_unit_than_the_dossiers_is_refused()
    {
        await using var app = await DossierApp.StartAsync();
        var id = (await app.OpenAsync()).Ok().Id;
        var foreign = Lost(app, id, "18178");

        await Assert.ThrowsAsync<RefusedEventException>(() => app.Platform.PublishAsync(foreign, foreign.EventId));

        Assert.Empty((await app.GetAsync("officer", id)).Ok().Body.GetProperty("lostCriteria").EnumerateArray());
    }

    private static CriterionLost Lost(DossierApp app, string dossier, string unit) =>
        new()
        {
            EventId = Guid.CreateVersion7(),
            OccurredAt = app.Platform.Clock.GetUtcNow(),
            UnitCode = unit,
            DossierId = Guid.Parse(dossier),
            CriterionCode = "17",
            Revision = 1,
        };

    private static async Task<int> NoticesAsync(DossierApp app, string person) =>
        (await app.ReadAsync(person, "/notifications/inbox"))
            .Ok()
            .Body.GetProperty("items")
            .EnumerateArray()
            .Count(notice => notice.GetProperty("text").GetString()!.StartsWith("Rớt chuẩn: tiêu chí 17", StringComparison.Ordinal));
}
