using System.Net.Http.Json;
using Ntm.Contracts.Dossier.V1;
using Ntm.Notifications.Features;
using Ntm.Notifications.Features.Feed;
using Ntm.Testing;
using Ntm.Web;

namespace Ntm.Notifications.Tests.Features;

/// <summary>An opinion asked of others calls those who are asked, then those who asked, and nobody else.</summary>
public sealed class OpinionNoticeTests(NotificationsPlatform fixture) : IClassFixture<NotificationsPlatform>
{
    private const string Stage = "district-examination";
    private static readonly DateTimeOffset Due = new(2023, 3, 6, 17, 0, 0, TimeSpan.Zero);

    private TestPlatform Platform => fixture.Platform;

    [Fact]
    public async Task Only_the_department_that_is_asked_is_called_and_once_it_has_answered_only_who_asked()
    {
        var (dossier, province, district) = (Guid.CreateVersion7(), "80501", "80501/439");
        await PublishAsync(Asked(dossier, province, "SYT"));

        var notice = Assert.Single(await UnreadAsync($"appraiser@{province}#SYT"));
        Assert.Equal(("OpinionAsked", $"{Stage}/opinion/1", Due), (notice.Kind, notice.Stage, notice.DueAt));
        Assert.Equal(
            "Xin ý kiến phối hợp về hồ sơ của Xã Sơn Bằng, bước “Thẩm tra cấp huyện”, trả lời trước 00:00 ngày 07/03/2023.",
            notice.Text
        );
        string[] others = [$"appraiser@{province}", $"appraiser@{province}#SXD", $"reviewer@{district}", $"officer@{district}/18175"];
        foreach (var grant in others)
        {
            Assert.Empty(await UnreadAsync(grant));
        }

        await PublishAsync(Answered(dossier, district));

        Assert.Empty(await UnreadAsync($"appraiser@{province}#SYT"));
        var answer = Assert.Single(await UnreadAsync($"reviewer@{district}"));
        Assert.Equal(("OpinionAnswered", dossier), (answer.Kind, answer.DossierId));
    }

    [Theory]
    [InlineData("Asked", "Nhắc cho ý kiến về ", false)]
    [InlineData("Approaching", "Còn 1 ngày làm việc để cho ý kiến về ", false)]
    [InlineData("Missed", "Đã quá hạn cho ý kiến về ", true)]
    [InlineData("OfALaterVersion", "Nhắc cho ý kiến về ", false)]
    public async Task A_reminder_says_why_and_who_asked_learns_of_the_missed_deadline(string cause, string words, bool toAsker)
    {
        var (dossier, province) = (Guid.CreateVersion7(), $"806{cause.Length:00}");
        await PublishAsync(Reminded(dossier, province, cause));

        var notice = Assert.Single(await UnreadAsync($"leader@{province}"));
        Assert.Equal("OpinionReminded", notice.Kind);
        Assert.StartsWith(words, notice.Text, StringComparison.Ordinal);
        Assert.Equal(toAsker ? new[] { "OpinionMissed" } : [], (await UnreadAsync($"reviewer@{province}/439")).Select(asker => asker.Kind));
    }

    [Fact]
    public async Task The_end_of_the_stage_settles_what_was_asked_there_and_nothing_asked_elsewhere()
    {
        const string Province = "80503";
        var dossier = Guid.CreateVersion7();
        await PublishAsync(Asked(dossier, Province, "SYT"));
        await PublishAsync(Asked(dossier, Province, "SXD", 2, "district-examination-2"));

        var opened = NotificationsPlatform.Opened(dossier, 1, $"{Province}/439/18175");
        await Platform.PublishAsync(opened, opened.EventId);
        var completed = NotificationsPlatform.Completed(dossier, 2, $"{Province}/439/18175", Stage, "Review");
        await Platform.PublishAsync(completed, completed.EventId);

        Assert.Empty(await UnreadAsync($"appraiser@{Province}#SYT"));
        Assert.Single(await UnreadAsync($"appraiser@{Province}#SXD"));
    }

    [Fact]
    public async Task A_question_that_goes_to_another_unit_is_settled_at_the_former()
    {
        const string Province = "80504";
        var dossier = Guid.CreateVersion7();
        await PublishAsync(Asked(dossier, Province + "/439", null));

        await PublishAsync(Asked(dossier, Province, null));

        Assert.Empty(await UnreadAsync($"appraiser@{Province}/439"));
        Assert.Single(await UnreadAsync($"appraiser@{Province}"));
    }

    [Fact]
    public async Task The_feed_has_nothing_of_it_and_a_second_delivery_no_effect()
    {
        const string Province = "80505";
        var (dossier, asked) = (Guid.CreateVersion7(), Asked(Guid.CreateVersion7(), Province, "SYT"));
        await PublishAsync(asked);
        await PublishAsync(asked);
        var opened = NotificationsPlatform.Opened(dossier, 1, $"{Province}/439/18175");
        await Platform.PublishAsync(opened, opened.EventId);

        Assert.Single(await UnreadAsync($"appraiser@{Province}#SYT"));
        var feed = await Platform.As("reader", $"auditor@{Province}").GetFromJsonAsync<FeedPage>("/notifications/events");
        Assert.Equal("vn.ntm.dossier.stage-entered", Assert.Single(feed!.Items).Type());
    }

    private static OpinionAsked Asked(Guid dossier, string unit, string? department, int number = 1, string stage = Stage) =>
        new()
        {
            EventId = Guid.CreateVersion7(),
            OccurredAt = NotificationsPlatform.Start,
            DossierId = dossier,
            UnitCode = "18175",
            UnitPath = $"{UnitScope.ProvinceOf(unit)}/439/18175",
            UnitName = "Xã Sơn Bằng",
            Number = number,
            Stage = stage,
            StageTitle = "Thẩm tra cấp huyện",
            AskedRole = "appraiser",
            AskedUnitPath = unit,
            AskedDepartment = department,
            DueAt = Due,
        };

    private static OpinionReminded Reminded(Guid dossier, string province, string cause) =>
        new()
        {
            EventId = Guid.CreateVersion7(),
            OccurredAt = NotificationsPlatform.Start,
            DossierId = dossier,
            UnitCode = "18175",
            UnitPath = $"{province}/439/18175",
            UnitName = "Xã Sơn Bằng",
            Number = 1,
            Stage = Stage,
            StageTitle = "Thẩm tra cấp huyện",
            Cause = cause,
            AskedRole = "leader",
            AskedUnitPath = province,
            ActorRole = "reviewer",
            ActorUnitPath = $"{province}/439",
            DueAt = Due,
        };

    private static OpinionAnswered Answered(Guid dossier, string district) =>
        new()
        {
            EventId = Guid.CreateVersion7(),
            OccurredAt = NotificationsPlatform.Start.AddHours(1),
            DossierId = dossier,
            UnitCode = "18175",
            UnitPath = $"{district}/18175",
            UnitName = "Xã Sơn Bằng",
            Number = 1,
            Stage = Stage,
            StageTitle = "Thẩm tra cấp huyện",
            ActorRole = "reviewer",
            ActorUnitPath = district,
        };

    private Task PublishAsync<TEvent>(TEvent @event)
        where TEvent : class, IOpinionEvent => Platform.PublishAsync(@event, @event.EventId);

    private async Task<IReadOnlyList<InboxNotice>> UnreadAsync(string grant) =>
        (await Platform.As("reader", grant).GetFromJsonAsync<Page<InboxNotice>>("/notifications/inbox?unread=true"))!.Items;
}
