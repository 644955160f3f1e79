using Ntm.Planning.Domain.Plans;
using Ntm.Planning.Features.Plans;
using static Ntm.Planning.Tests.PlanningPlatform;

namespace Ntm.Planning.Tests.Features;

public sealed class ComparePlanEditionsTests(PlanningPlatform platform) : IClassFixture<PlanningPlatform>
{
    [Fact]
    public async Task Two_editions_differ_row_by_row_in_either_direction()
    {
        var commune = await platform.CommuneAsync();
        var plan = await platform.PublishAsync(commune);
        var content = SmallPlan.Content();
        await platform.AmendAsync(
            commune,
            plan,
            content with
            {
                Targets = [content.Targets[0] with { Value = 4 }, .. content.Targets.Skip(2), SmallPlan.Target("T09", "hộ", 5)],
            }
        );

        var changes = await GetAsync<EditionDifference>(platform.Officer(commune), Of(plan, 1));
        var back = await GetAsync<EditionDifference>(platform.Officer(commune), Of(plan, 2) + "?to=1");
        var none = await GetAsync<EditionDifference>(platform.Officer(commune), Of(plan, 2));

        Assert.Equal((plan, 1, 2, 3), (changes.PlanId, changes.From, changes.To, changes.ChangeCount));
        Assert.Equal(
            [("T01", ContentChangeKind.Changed), ("T09", ContentChangeKind.Added), ("T02", ContentChangeKind.Removed)],
            changes.Changes.Select(change => (change.Key, change.Kind))
        );
        Assert.Equal(["value"], changes.Changes[0].Fields);
        Assert.Equal(ContentChangeKind.Added, back.Changes.Single(change => change.Key == "T02").Kind);
        Assert.Empty(none.Changes);
    }

    [Fact]
    public async Task An_edition_that_is_not_there_is_refused()
    {
        var commune = await platform.CommuneAsync();
        var plan = await platform.PublishAsync(commune);
        var draft = await platform.DraftAsync(await platform.CommuneAsync(), SmallPlan.Content());

        foreach (var path in new[] { Of(plan, 2), Of(plan, 0), Of(plan, 1) + "?to=2", Of(plan, 1) + "?to=-1" })
        {
            Assert.Equal((404, "planning.edition_not_found", null), await RefusalAsync(await platform.Officer(commune).GetAsync(path)));
        }

        var stranger = await platform.Officer(commune).GetAsync(Of(draft.Id, 1));
        Assert.Equal((404, "planning.plan_not_found", null), await RefusalAsync(stranger));
    }

    private static string Of(Guid plan, int from) => $"planning/plans/{plan}/editions/{from}/changes";
}
