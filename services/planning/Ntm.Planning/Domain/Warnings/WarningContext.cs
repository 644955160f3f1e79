namespace Ntm.Planning.Domain.Warnings;

/// <summary>What the rules know about a plan. Its content has passed <see cref="ContentCheck"/>: every key in it is known.</summary>
/// <param name="Content">What the plan says.</param>
/// <param name="Unit">Unit that it is for.</param>
/// <param name="Year">Year of the campaign.</param>
/// <param name="Calendar">Working days.</param>
internal sealed record WarningContext(PlanContent Content, PlanUnit Unit, int Year, WorkingDayCalendar Calendar)
{
    /// <summary>The newest edition of the plan above, chosen or found by its number; null where it is not in the system.</summary>
    public PlanContent? Parent { get; init; }

    /// <summary>Whether the directory has units directly below the plan's.</summary>
    public bool HasUnitsBelow { get; init; }

    public PlanHeader Header => Content.Header;

    /// <summary>The time of the whole plan.</summary>
    public PlanPeriod Main { get; } = Content.Periods.First(period => period.Kind == PeriodKind.Main);

    public IEnumerable<PlanPeriod> Peaks => Content.Periods.Where(period => period.Kind == PeriodKind.Peak);

    /// <summary>Period that a target belongs to.</summary>
    public PlanPeriod PeriodOf(PlanTarget target) => target.Period is { } key ? Content.Periods.First(period => period.Key == key) : Main;

    public PlanBody Body(string key) => Content.Bodies.First(body => body.Key == key);

    public PlanPlace Place(string key) => Content.Places.First(place => place.Key == key);

    /// <summary>Whether a target is set for the whole unit.</summary>
    public bool IsOwn(PlanTarget target) => Place(target.Place).UnitCode == Unit.Code;

    /// <summary>Tasks that serve a target by its key or by its criterion.</summary>
    public IEnumerable<PlanTask> TasksOf(PlanTarget target) =>
        Content.Tasks.Where(task => task.Serves.Contains(target.Key) || (target.Criterion is { } code && task.Serves.Contains(code)));

    /// <summary>How sure a field of the head is; given where nothing is noted.</summary>
    public FieldStatus StatusOf(string field) => Header.Marks.FirstOrDefault(mark => mark.Field == field)?.Status ?? FieldStatus.Given;

    /// <summary>Every due of the plan with the key of its target or task.</summary>
    public IEnumerable<(string Key, Due Due)> Dues =>
        Content
            .Targets.Select(target => (target.Key, target.Due))
            .Concat(Content.Tasks.Select(task => (task.Key, task.Due)))
            .Where(row => row.Due.IsSet);
}
