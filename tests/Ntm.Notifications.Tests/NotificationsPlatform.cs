using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Contracts.Dossier.V1;
using Ntm.Notifications;
using Ntm.Notifications.Domain;
using Ntm.Notifications.Persistence;
using Ntm.Testing;

namespace Ntm.Notifications.Tests;

/// <summary>The notifications service alone, and events as the dossier service would publish them.</summary>
public sealed class NotificationsPlatform : IAsyncLifetime
{
    public static readonly DateTimeOffset Start = new(2023, 3, 1, 2, 0, 0, TimeSpan.Zero);

    public TestPlatform Platform { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Platform = await TestPlatform.StartAsync(Start, null, new NotificationsModule());

    public ValueTask DisposeAsync() => Platform.DisposeAsync();

    public static StageOpened Opened(
        Guid dossier,
        long sequence,
        string unitPath,
        string role = "officer",
        int round = 1,
        string kind = "SelfAssessment"
    ) =>
        new()
        {
            EventId = Guid.CreateVersion7(),
            OccurredAt = Start.AddMinutes(sequence),
            DossierId = dossier,
            Sequence = sequence,
            UnitCode = unitPath.Split('/')[^1],
            UnitPath = unitPath,
            Stage = "self-assessment",
            StageTitle = "Tự đánh giá",
            Kind = kind,
            ActorLevel = "commune",
            ActorRole = role,
            ActorUnitPath = unitPath,
            Round = round,
            DueAt = new DateTimeOffset(2023, 4, 9, 17, 0, 0, TimeSpan.Zero),
            Title = "xa-ntm",
            Year = 2023,
            DossierOpenedOn = new DateOnly(2023, 3, 1),
            EditableCriteria = null,
        };

    public static StageCompleted Completed(
        Guid dossier,
        long sequence,
        string unitPath,
        string stage = "self-assessment",
        string kind = "SelfAssessment"
    ) =>
        new()
        {
            EventId = Guid.CreateVersion7(),
            OccurredAt = Start.AddMinutes(sequence),
            DossierId = dossier,
            Sequence = sequence,
            UnitCode = unitPath.Split('/')[^1],
            UnitPath = unitPath,
            Stage = stage,
            StageTitle = "Tự đánh giá",
            Kind = kind,
            Round = 1,
            Outcome = "Passed",
            CompletedBy = "officer",
        };

    public static ItemsReturned Returned(Guid dossier, long sequence, string unitPath, string stage) =>
        new()
        {
            EventId = Guid.CreateVersion7(),
            OccurredAt = Start.AddMinutes(sequence),
            DossierId = dossier,
            Sequence = sequence,
            UnitCode = unitPath.Split('/')[^1],
            UnitPath = unitPath,
            Stage = stage,
            Round = 1,
            Items = [new ReturnedItem("criterion", "2", "Thiếu biên bản")],
        };

    public static DeadlineMissed Missed(Guid dossier, long sequence, string unitPath) =>
        new()
        {
            EventId = Guid.CreateVersion7(),
            OccurredAt = Start.AddMinutes(sequence),
            DossierId = dossier,
            Sequence = sequence,
            UnitCode = unitPath.Split('/')[^1],
            UnitPath = unitPath,
            Stage = "district-submission",
            StageTitle = "Trình hồ sơ lên tỉnh",
            Round = 1,
            DueAt = new DateTimeOffset(2023, 4, 9, 17, 0, 0, TimeSpan.Zero),
            ActorLevel = "district",
            ActorRole = "leader",
            ActorUnitPath = "42/439",
        };

    /// <summary>Fills a new feed with events of one unit, each of a dossier of its own.</summary>
    internal static async Task CrowdAsync(TestPlatform platform, int events, string unitPath)
    {
        await using var scope = platform.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NotificationsDbContext>();
        db.Feed.AddRange(
            Enumerable
                .Range(1, events)
                .Select(position => new FeedEvent
                {
                    Position = position,
                    EventId = Guid.CreateVersion7(),
                    Type = "vn.ntm.dossier.stage-entered",
                    OccurredAt = Start,
                    DossierId = Guid.CreateVersion7(),
                    Sequence = 1,
                    UnitPath = unitPath,
                    Data = "{}",
                })
        );
        (await db.FeedHeads.SingleAsync()).Position = events;
        await db.SaveChangesAsync();
    }
}
