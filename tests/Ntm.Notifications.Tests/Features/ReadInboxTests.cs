using System.Net;
using System.Net.Http.Json;
using Ntm.Commands;
using Ntm.Contracts.Dossier.V1;
using Ntm.Notifications.Features;
using Ntm.Testing;
using Ntm.Web;

namespace Ntm.Notifications.Tests.Features;

public sealed class ReadInboxTests(NotificationsPlatform fixture) : IClassFixture<NotificationsPlatform>
{
    private TestPlatform Platform => fixture.Platform;

    [Fact]
    public async Task Who_holds_the_role_for_the_unit_sees_what_opened_and_until_when()
    {
        var @event = NotificationsPlatform.Opened(Guid.CreateVersion7(), 1, "42/439/80001");
        await Platform.PublishAsync(@event, @event.EventId);

        var notice = Assert.Single(await InboxAsync("anna", "officer@42/439/80001"));

        Assert.Equal("StageOpened", notice.Kind);
        Assert.Equal("Có việc mới: Tự đánh giá, trước 00:00 ngày 10/04/2023.", notice.Text);
        Assert.False(notice.Read);
    }

    [Fact]
    public async Task Unread_notices_are_counted_for_each_reader()
    {
        const string Unit = "42/439/80021";
        foreach (var sequence in new[] { 1, 2 })
        {
            var @event = NotificationsPlatform.Opened(Guid.CreateVersion7(), 1, Unit, round: sequence);
            await Platform.PublishAsync(@event, @event.EventId);
        }

        using var anna = Platform.As("anna", $"officer@{Unit}");
        using var binh = Platform.As("binh", $"officer@{Unit}");
        Assert.Equal(2, await CountAsync(anna));
        var notice = (await InboxAsync("anna", $"officer@{Unit}"))[0];
        (await anna.PutAsync($"/notifications/inbox/{notice.Id}/read", null)).EnsureSuccessStatusCode();

        Assert.Equal((1, 2), (await CountAsync(anna), await CountAsync(binh)));
    }

    [Fact]
    public async Task Another_role_and_another_unit_get_no_notice()
    {
        var @event = NotificationsPlatform.Opened(Guid.CreateVersion7(), 1, "42/439/80002");
        await Platform.PublishAsync(@event, @event.EventId);

        Assert.Empty(await InboxAsync("x", "leader@42/439/80002"));
        Assert.Empty(await InboxAsync("x", "officer@42/439/80003"));
        Assert.Empty(await InboxAsync("x", "officer@42/439"));
        Assert.Empty(await InboxAsync("x"));
    }

    [Fact]
    public async Task A_stage_that_opens_again_for_preparation_is_called_a_return()
    {
        var @event = NotificationsPlatform.Opened(Guid.CreateVersion7(), 1, "42/439/80004", round: 2, kind: "Preparation");
        await Platform.PublishAsync(@event, @event.EventId);

        Assert.Equal("Returned", Assert.Single(await InboxAsync("x", "officer@42/439/80004")).Kind);
    }

    [Fact]
    public async Task What_is_returned_reaches_who_mends_it_and_who_submitted_it_once_each()
    {
        var @event = NotificationsPlatform.Returned(Guid.CreateVersion7(), 1, "42/439/80041", "province-appraisal");
        await Platform.PublishAsync(@event, @event.EventId);

        var (officer, leader) = (
            Assert.Single(await InboxAsync("x", "officer@42/439/80041")),
            Assert.Single(await InboxAsync("y", "leader@42/439/80041"))
        );

        Assert.Equal(("Returned", "Trả lại 1 nội dung: tiêu chí 2."), (leader.Kind, leader.Text));
        Assert.Equal((officer.Kind, officer.Text), (leader.Kind, leader.Text));
        Assert.NotEqual(officer.Id, leader.Id);
    }

    [Fact]
    public async Task Whoever_had_work_open_learns_that_the_dossier_was_withdrawn_and_why()
    {
        var opened = NotificationsPlatform.Opened(Guid.CreateVersion7(), 1, "42/439/80006");
        await Platform.PublishAsync(opened, opened.EventId);
        var withdrawn = new DossierWithdrawn
        {
            EventId = Guid.CreateVersion7(),
            OccurredAt = opened.OccurredAt,
            DossierId = opened.DossierId,
            Sequence = 2,
            UnitCode = opened.UnitCode,
            UnitPath = opened.UnitPath,
            Reason = "Xã lập lại hồ sơ",
            WithdrawnBy = "leader",
            EndedWork =
            [
                new EndedWork("province-appraisal", "Thẩm định cấp tỉnh", "appraiser", "42/80006"),
                new EndedWork("satisfaction-survey", "Lấy ý kiến", "surveyor", "42/80006"),
            ],
        };

        await Platform.PublishAsync(withdrawn, withdrawn.EventId);

        Assert.Equal(
            "Hồ sơ đã được xã rút, không còn việc “Thẩm định cấp tỉnh”. Lý do: Xã lập lại hồ sơ",
            Assert.Single(await InboxAsync("x", "appraiser@42/80006")).Text
        );
        Assert.Contains("“Lấy ý kiến”", Assert.Single(await InboxAsync("x", "surveyor@42/80006")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missed_deadline_is_reported_to_the_unit_that_acts()
    {
        var @event = NotificationsPlatform.Missed(Guid.CreateVersion7(), 1, "42/439/80005");
        await Platform.PublishAsync(@event, @event.EventId);

        Assert.Contains(
            await InboxAsync("x", "leader@42/439"),
            notice => notice.DossierId == @event.DossierId && notice.Kind == "DeadlineMissed"
        );
    }

    [Fact]
    public async Task What_one_person_has_read_stays_unread_for_another()
    {
        var @event = NotificationsPlatform.Opened(Guid.CreateVersion7(), 1, "42/439/80096");
        await Platform.PublishAsync(@event, @event.EventId);

        for (var time = 0; time < 2; time++)
        {
            var answer = await Platform.As("anna", "officer@42/439/80096").PutAsync($"/notifications/inbox/{@event.EventId}/read", null);
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        }

        Assert.True(Assert.Single(await InboxAsync("anna", "officer@42/439/80096")).Read);
        Assert.False(Assert.Single(await InboxAsync("binh", "officer@42/439/80096")).Read);
        Assert.Empty(await InboxAsync("anna", "officer@42/439/80096", "?unread=true"));
    }

    [Fact]
    public async Task Marking_twice_under_one_idempotency_key_gives_the_same_empty_answer()
    {
        var @event = NotificationsPlatform.Opened(Guid.CreateVersion7(), 1, "42/439/80011");
        await Platform.PublishAsync(@event, @event.EventId);
        var key = Guid.CreateVersion7().ToString();
        for (var time = 0; time < 2; time++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Put, $"/notifications/inbox/{@event.EventId}/read")
            {
                Headers = { { "Idempotency-Key", key } },
            };

            var answer = await Platform.As("anna", "officer@42/439/80011").SendAsync(request);

            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
            Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
        }
    }

    [Fact]
    public async Task A_notice_for_someone_else_cannot_be_marked()
    {
        var @event = NotificationsPlatform.Opened(Guid.CreateVersion7(), 1, "42/439/80007");
        await Platform.PublishAsync(@event, @event.EventId);

        var answer = await Platform.As("x", "officer@42/446/18745").PutAsync($"/notifications/inbox/{@event.EventId}/read", null);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Pages_cover_every_notice_once_newest_first()
    {
        var dossier = Guid.CreateVersion7();
        for (var sequence = 1; sequence <= 7; sequence++)
        {
            var @event = NotificationsPlatform.Opened(dossier, sequence, "42/439/80008");
            await Platform.PublishAsync(@event, @event.EventId);
        }

        var seen = new List<InboxNotice>();
        string? after = null;
        do
        {
            var page = await Platform
                .As("x", "officer@42/439/80008")
                .GetFromJsonAsync<Page<InboxNotice>>($"/notifications/inbox?limit=3&after={after}");
            seen.AddRange(page!.Items);
            after = page.Next;
        } while (after is not null);

        Assert.Equal(7, seen.DistinctBy(notice => notice.Id).Count());
        Assert.Equal(seen.OrderByDescending(notice => notice.At), seen);
    }

    private async Task<IReadOnlyList<InboxNotice>> InboxAsync(string subject, string? grant = null, string query = "") =>
        (
            await Platform.As(subject, grant is null ? [] : [grant]).GetFromJsonAsync<Page<InboxNotice>>("/notifications/inbox" + query)
        )!.Items;

    private static async Task<int> CountAsync(HttpClient client) =>
        (await client.GetFromJsonAsync<UnreadCount>("/notifications/inbox/count"))!.Unread;
}
