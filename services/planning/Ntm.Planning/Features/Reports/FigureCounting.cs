using Ntm.Planning.Domain.Progress;
using Ntm.Planning.Domain.Reports;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Reports;

/// <summary>Keeps the figures of reports and what follows from them for the sums.</summary>
internal sealed class FigureCounting(PlanningDbContext db, SumWriter sums, MergedFigures merged)
{
    /// <summary>Replaces the figures of the report that changed, and adds the difference to the sums.</summary>
    public async Task CountAsync(Plan plan, Report report, ReadReport read, DateTimeOffset at, CancellationToken cancellation)
    {
        var before = read.Counted.Where(row => row.ReportId == report.Id).ToDictionary(row => row.Target);
        var after = read.Content.Figures.ToDictionary(row => row.Target);
        var others = await merged.WithAsync(plan.Id, report.UnitCode, cancellation);
        foreach (var key in before.Keys.Union(after.Keys).Order(StringComparer.Ordinal))
        {
            var (old, now) = (before.GetValueOrDefault(key), after.GetValueOrDefault(key));
            if (old is not null && now is not null && (old.Value, old.Of, old.Measure) == (now.Value, now.Of, now.Measure))
            {
                continue;
            }

            old?.Replace(at);
            var added = now is null ? null : db.Figures.Add(FigureOf(report, now, at)).Entity;
            var unchanged = read.Counted.Where(row => row.Target == key && row != old).ToList();
            var (then, since) = (
                others.With(key, old is null ? unchanged : unchanged.Append(old)),
                others.With(key, added is null ? unchanged : unchanged.Append(added))
            );
            await AddAsync(plan, report, read.Plan, key, then, since, at, cancellation);
        }
    }

    /// <summary>Adds what changed for the unit and for those that were merged with it, what goes down first: no sum ever holds more than it
    /// should.</summary>
    private async Task AddAsync(
        Plan plan,
        Report report,
        PlanContent content,
        string key,
        FigureGroup before,
        FigureGroup after,
        DateTimeOffset at,
        CancellationToken cancellation
    )
    {
        var rows = after
            .Units.Append(report.UnitCode)
            .Distinct()
            .Select(unit =>
                (
                    Path: unit == report.UnitCode ? report.UnitPath : after.PathOf(unit),
                    Changes: Contribution.Difference(before.Of(content, key, unit), after.Of(content, key, unit))
                )
            )
            .OrderBy(row => row.Changes.Values.Sum(change => change.Value));
        foreach (var (path, changes) in rows)
        {
            await sums.AddAsync(plan, content, key, SumSource.ReportsOf(path), changes, at, cancellation);
        }
    }

    private static Figure FigureOf(Report report, ReportedFigure figure, DateTimeOffset at) =>
        new()
        {
            Id = Guid.CreateVersion7(at),
            PlanId = report.PlanId,
            Target = figure.Target,
            UnitPath = report.UnitPath,
            From = report.From,
            To = report.To,
            Value = figure.Value,
            Of = figure.Of,
            Measure = figure.Measure,
            ReportId = report.Id,
            FiledAt = at,
        };
}
