using Ntm.Planning.Domain.Progress;

namespace Ntm.Planning.Features.Progress;

/// <summary>Shows a plan as it stood on any day.</summary>
/// <param name="editions">Its editions, in order.</param>
/// <param name="changes">Every change of its targets.</param>
internal sealed class ProgressHistory(IReadOnlyList<PlanEdition> editions, IReadOnlyList<TargetChange> changes)
{
    private readonly ILookup<string, TargetChange> byTarget = changes.ToLookup(change => change.Target);

    /// <summary>The edition in force at the end of a legal day; null before the first.</summary>
    public PlanEdition? EditionOn(DateOnly day) => editions.LastOrDefault(edition => edition.PublishedAt < VietnamTime.EndOf(day));

    /// <summary>The plan as it stood on a day for which there is an edition.</summary>
    public PlanProgress Show(Guid planId, DateOnly day, DateOnly? compareWith)
    {
        var edition = EditionOn(day)!;
        return new PlanProgress(
            planId,
            edition.Number,
            day,
            compareWith,
            [
                .. edition.Content.Targets.Select(target =>
                    Show(edition.Content, EachTarget.Whole(edition.Content, target), day, compareWith)
                ),
            ]
        );
    }

    private TargetProgress Show(PlanContent content, PlanTarget target, DateOnly day, DateOnly? compareWith)
    {
        var standing = On(content, target, day);
        return new TargetProgress
        {
            Target = target.Key,
            Text = target.Text,
            Measure = target.Measure,
            Kind = target.Kind,
            Goal = target.Value,
            Value = standing.Value,
            Numerator = target.IsShare && standing.Sum.Count > 0 ? standing.Sum.Value : null,
            Denominator = target.IsShare && standing.Sum.Count > 0 ? standing.Sum.Of : null,
            Planned = standing.Planned,
            Status = standing.Status,
            DueBefore = target.Due.Before,
            Forecast = standing.Forecast(),
            Weeks = [.. standing.Weeks()],
            Lines = [.. LinesOf(target.Key, day)],
            Then = compareWith is { } then ? Earlier(target.Key, then, standing.Value) : null,
        };
    }

    private EarlierStanding? Earlier(string key, DateOnly then, decimal? now)
    {
        if (EditionOn(then)?.Content is not { } content || content.Targets.FirstOrDefault(row => row.Key == key) is not { } target)
        {
            return null;
        }

        var standing = On(content, EachTarget.Whole(content, target), then);
        return new EarlierStanding(standing.Value, standing.Planned, standing.Status, now - standing.Value);
    }

    private TargetStanding On(PlanContent content, PlanTarget target, DateOnly day) =>
        TargetStanding.Of(
            content,
            target,
            [.. byTarget[target.Key].Where(row => row.Day <= day).Select(row => new WeekChange(row.Week, row.Amount))],
            day
        );

    /// <summary>A line for each edition that changed it: what was promised first stays in sight.</summary>
    private IEnumerable<EditionLine> LinesOf(string key, DateOnly day)
    {
        TargetLine? before = null;
        foreach (var edition in editions.Where(row => row.PublishedAt < VietnamTime.EndOf(day)))
        {
            var target = edition.Content.Targets.FirstOrDefault(row => row.Key == key);
            var line = target is null ? null : TargetLine.Of(edition.Content, EachTarget.Whole(edition.Content, target));
            if (line is not null && line != before)
            {
                yield return new EditionLine(edition.Number, VietnamTime.DayOf(edition.PublishedAt), line);
            }

            before = line;
        }
    }
}
