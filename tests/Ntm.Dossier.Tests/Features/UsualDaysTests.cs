using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Dossier.Persistence;

namespace Ntm.Dossier.Tests.Features;

/// <summary>How long such dossiers usually take.</summary>
public sealed class UsualDaysTests
{
    [Theory]
    [InlineData(9, "1,2,3,4,5,6,7,8,9,100")]
    [InlineData(5, "5,1,4,2,3")]
    [InlineData(7, "7")]
    public void Nine_in_ten_take_at_most_that_long(int expected, string days) =>
        Assert.Equal(expected, UsualDays.NineInTen(days.Split(',').Select(int.Parse)));

    [Theory]
    [InlineData(4, 0)]
    [InlineData(5, 1)]
    public async Task A_stage_is_listed_once_five_finished_dossiers_went_through_it(int finished, int listed)
    {
        await using var app = await DossierApp.StartAsync();
        var id = (await app.OpenAsync()).Ok().Id;
        await FinishAsync(app, finished);

        var rows = (await app.ReadAsync("officer", $"/dossiers/{id}/usual-days")).Ok().Body.EnumerateArray().ToList();

        Assert.Equal(listed, rows.Count);
        Assert.All(rows, row => Assert.Equal(("district-examination", 5, finished), Of(row)));
        (await app.ReadAsync("stranger", $"/dossiers/{id}/usual-days")).Refused(HttpStatusCode.NotFound, "dossier.not_found");
    }

    private static (string?, int, int) Of(JsonElement row) =>
        (row.GetProperty("stage").GetString(), row.GetProperty("days").GetInt32(), row.GetProperty("dossiers").GetInt32());

    /// <summary>Dossiers that were recognised: the examination of each took one day more than that of the one before.</summary>
    private static async Task FinishAsync(DossierApp app, int count)
    {
        await using var scope = app.Platform.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<DossierDbContext>();
        foreach (var number in Enumerable.Range(1, count))
        {
            var (id, at) = (Guid.CreateVersion7(), DossierApp.At("2022-03-01T08:00:00"));
            db.Dossiers.Add(
                new DossierRow
                {
                    Id = id,
                    SortKey = $"2022/18175/xa-ntm/9{number}",
                    UnitCode = "18175",
                    UnitName = "Xã Sơn Bằng",
                    SearchName = "",
                    UnitPath = DossierApp.Commune,
                    Title = "xa-ntm",
                    Year = 2022,
                    PathKey = "",
                    PathVersion = 1,
                    PathHash = "",
                    OpenedOn = new DateOnly(2022, 3, 1),
                    OpenedAt = at,
                    OpenedBy = "officer",
                    Status = "Recognised",
                    PathState = "{}",
                    Content = "{}",
                    Sequence = 2,
                    AuditSequence = 0,
                    AuditHash = "",
                    Version = 1,
                }
            );
            db.Events.AddRange(Event(id, 1, "StageOpened", at), Event(id, 2, "StageCompleted", at.AddDays(number)));
        }

        await db.SaveChangesAsync();
    }

    private static EventRow Event(Guid id, long sequence, string name, DateTimeOffset at) =>
        new()
        {
            DossierId = id,
            Sequence = sequence,
            Type = name,
            Subject = DossierStore.SubjectOf(name, "district-examination", 1),
            Body = JsonSerializer.Serialize(new { occurredAt = at }),
        };
}
