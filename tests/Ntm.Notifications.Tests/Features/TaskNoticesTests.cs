using System.Net.Http.Json;
using Ntm.Contracts.Planning.V1;
using Ntm.Notifications.Features;
using Ntm.Testing;
using Ntm.Web;

namespace Ntm.Notifications.Tests.Features;

/// <summary>Notices about tasks of plans.</summary>
public sealed class TaskNoticesTests(NotificationsPlatform fixture) : IClassFixture<NotificationsPlatform>
{
    private static readonly DateTimeOffset Due = new(2023, 3, 10, 17, 0, 0, TimeSpan.Zero);

    private TestPlatform Platform => fixture.Platform;

    [Fact]
    public async Task Who_holds_one_role_reads_one_notice_for_all_its_bodies()
    {
        const string Unit = "42/439/80201";
        var plan = Guid.CreateVersion7();

        await PublishAsync(Assigned(plan, Unit, Assignee("officer", Unit, "LHPN"), Assignee("officer", Unit, "Hội ND")));

        var notice = Assert.Single(await UnreadAsync("officer", Unit));
        Assert.Equal(("TaskAssigned", plan, Due), (notice.Kind, notice.PlanId, notice.DueAt));
        Assert.Equal("Nhiệm vụ được giao cho LHPN, Hội ND: Trồng hàng rào (kế hoạch 01/KH-BCĐ, trước 00:00 ngày 11/03/2023).", notice.Text);
    }

    [Fact]
    public async Task A_task_that_is_overdue_is_settled_when_it_is_done()
    {
        const string Unit = "42/439/80202";
        var plan = Guid.CreateVersion7();
        await PublishAsync(Assigned(plan, Unit, Assignee("officer", Unit, "LHPN")));
        await PublishAsync(
            new TaskOverdue
            {
                EventId = Guid.CreateVersion7(),
                OccurredAt = Due,
                PlanId = plan,
                Edition = 1,
                UnitCode = "80202",
                UnitPath = Unit,
                Number = "01/KH-BCĐ",
                Task = "K01",
                Text = "Trồng hàng rào",
                DueAt = Due,
                Assignees = [Assignee("leader", Unit, "BCĐ")],
            }
        );

        var overdue = Assert.Single(await UnreadAsync("leader", Unit));
        await PublishAsync(Done(plan, Unit, whole: true, Unit));

        Assert.Equal("TaskOverdue", overdue.Kind);
        Assert.StartsWith("Quá hạn nhiệm vụ của BCĐ: Trồng hàng rào", overdue.Text, StringComparison.Ordinal);
        Assert.Empty(await UnreadAsync("leader", Unit));
        Assert.Empty(await UnreadAsync("officer", Unit));
    }

    [Fact]
    public async Task A_change_of_some_units_settles_and_leaves_notices_there_alone()
    {
        const string Unit = "42/439/80209";
        var (one, two, three) = ($"{Unit}/80209-01", $"{Unit}/80209-02", $"{Unit}/80209-03");
        var plan = Guid.CreateVersion7();
        await PublishAsync(Assigned(plan, Unit, Assignee("reporter", one, "Ban phát triển"), Assignee("reporter", two, "Ban phát triển")));
        var before = Assert.Single(await UnreadAsync("reporter", one));

        await PublishAsync(Assigned(plan, Unit, Assignee("reporter", three, "Ban phát triển")) with { UnitPaths = [two, three] });

        Assert.Equal(before.Id, Assert.Single(await UnreadAsync("reporter", one)).Id);
        Assert.Empty(await UnreadAsync("reporter", two));
        Assert.Single(await UnreadAsync("reporter", three));
    }

    [Fact]
    public async Task A_village_that_has_done_its_part_settles_its_own_notice_alone()
    {
        const string Unit = "42/439/80203";
        var (one, two) = ($"{Unit}/80203-01", $"{Unit}/80203-02");
        var plan = Guid.CreateVersion7();
        await PublishAsync(Assigned(plan, Unit, Assignee("reporter", one, "Ban phát triển"), Assignee("reporter", two, "Ban phát triển")));

        await PublishAsync(Done(plan, Unit, whole: false, one));

        Assert.Empty(await UnreadAsync("reporter", one));
        Assert.Single(await UnreadAsync("reporter", two));
    }

    [Fact]
    public async Task A_task_that_changed_or_went_replaces_its_notice()
    {
        const string Unit = "42/439/80204";
        var plan = Guid.CreateVersion7();
        await PublishAsync(Assigned(plan, Unit, Assignee("officer", Unit, "LHPN")));

        await PublishAsync(Assigned(plan, Unit, Assignee("officer", Unit, "Hội ND")) with { Reopened = true });
        var notice = Assert.Single(await UnreadAsync("officer", Unit));
        await PublishAsync(Assigned(plan, Unit));

        Assert.StartsWith("Nhiệm vụ được mở lại cho Hội ND", notice.Text, StringComparison.Ordinal);
        Assert.Empty(await UnreadAsync("officer", Unit));
    }

    private static TaskAssignee Assignee(string role, string unit, string body) => new(role, null, unit, body, "accountable");

    private static TaskAssigned Assigned(Guid plan, string unit, params TaskAssignee[] assignees) =>
        new()
        {
            EventId = Guid.CreateVersion7(),
            OccurredAt = NotificationsPlatform.Start,
            PlanId = plan,
            Edition = 1,
            UnitCode = UnitScope.CodeOf(unit),
            UnitPath = unit,
            Number = "01/KH-BCĐ",
            Task = "K01",
            Text = "Trồng hàng rào",
            DueAt = Due,
            Reopened = false,
            Assignees = assignees,
        };

    private static TaskDone Done(Guid plan, string unit, bool whole, params string[] units) =>
        new()
        {
            EventId = Guid.CreateVersion7(),
            OccurredAt = Due.AddHours(1),
            PlanId = plan,
            Edition = 1,
            UnitCode = UnitScope.CodeOf(unit),
            UnitPath = unit,
            Task = "K01",
            Whole = whole,
            UnitPaths = units,
        };

    private Task PublishAsync<TEvent>(TEvent @event)
        where TEvent : class, IPlanEvent => Platform.PublishAsync(@event, @event.EventId);

    private async Task<IReadOnlyList<InboxNotice>> UnreadAsync(string role, string unit) =>
        (await Platform.As("reader", $"{role}@{unit}").GetFromJsonAsync<Page<InboxNotice>>("/notifications/inbox?unread=true"))!.Items;
}
