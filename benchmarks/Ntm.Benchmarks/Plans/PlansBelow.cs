using Ntm.LegalTime;
using Ntm.Planning.Domain.Plans;
using Ntm.Planning.Domain.Progress;

namespace Ntm.Benchmarks.Plans;

/// <summary>The rows of a published plan of every commune that works for the province's, and what they add to it week by week.</summary>
internal sealed class PlansBelow(Plan parent, IReadOnlyList<PlanUnit> communes, BulkRows rows)
{
    private readonly List<Plan> plans = [];
    private readonly List<PlanEdition> editions = [];
    private readonly List<TargetLink> links = [];
    private readonly List<UnitTotal> units = [];
    private readonly List<TargetTotal> totals = [];

    public async Task FillAsync(DateTimeOffset now)
    {
        foreach (var (commune, unit) in communes.Index())
        {
            Add(commune, unit, now);
        }

        await rows.AddAsync(plans);
        await rows.AddAsync(editions);
        await rows.AddAsync(links);
        await rows.AddAsync(units);
        await AddSumsAsync(now);
        await rows.AddAsync(totals);
    }

    private void Add(int commune, PlanUnit unit, DateTimeOffset now)
    {
        var content = ProvinceContent.OfCommune(commune, parent.Id, parent.From, parent.To);
        var plan = Plan.New(unit, parent.Year, content, new Act("canbo", "Cán bộ xã", now, null));
        editions.Add(plan.Publish(null, null, parent, new Act("lanhdao", "Lãnh đạo xã", now, null)).Value!);
        plans.Add(plan);
        foreach (var target in content.Targets)
        {
            var comparable = target.Measure != "m";
            links.Add(
                new TargetLink
                {
                    PlanId = plan.Id,
                    Target = target.Key,
                    ParentId = parent.Id,
                    Above = target.Above!,
                    Measure = target.Measure!,
                    Comparable = comparable,
                }
            );
            var own = new TargetTotal { PlanId = plan.Id, Target = target.Key };
            own.Add(new Amount(20, target.IsShare ? 25 : 0, 52), 0);
            totals.Add(own);
            if (comparable)
            {
                var unitTotal = new UnitTotal
                {
                    PlanId = parent.Id,
                    Target = target.Above!,
                    UnitPath = unit.Path,
                    FromPlan = plan.Id,
                };
                unitTotal.Add(own.Amount, now);
                units.Add(unitTotal);
            }
        }
    }

    /// <summary>Sums of the plan above: two days of filing for every week.</summary>
    private async Task AddSumsAsync(DateTimeOffset now)
    {
        var changes = new List<TargetChange>();
        foreach (var number in ProvinceContent.Numbers)
        {
            var total = new TargetTotal { PlanId = parent.Id, Target = ProvinceContent.Above(number) };
            var plansOf = communes.Count - (number == 1 ? (communes.Count + 99) / 100 : 0);
            total.Link(plansOf);
            total.Add(new Amount(20 * plansOf, number > 10 ? 25 * plansOf : 0, 52 * plansOf), plansOf);
            totals.Add(total);
            for (var week = parent.From; week.AddDays(6) < VietnamTime.DayOf(now); week = week.AddDays(7))
            {
                for (var day = 6; day <= 7; day++)
                {
                    var change = new TargetChange
                    {
                        PlanId = parent.Id,
                        Target = total.Target,
                        Week = week,
                        Day = week.AddDays(day),
                    };
                    change.Add(new Amount(0.2m * plansOf, number > 10 ? 0.25m * plansOf : 0, plansOf));
                    changes.Add(change);
                }
            }
        }

        await rows.AddAsync(changes);
    }
}
