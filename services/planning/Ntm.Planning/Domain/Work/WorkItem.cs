namespace Ntm.Planning.Domain.Work;

/// <summary>Work that a unit registers for a week.</summary>
internal sealed class WorkItem
{
    public required Guid Id { get; init; }
    public required Guid PlanId { get; init; }
    public required string UnitCode { get; set; }
    public required string UnitName { get; set; }
    public required string UnitPath { get; set; }
    public required PlanLevel Level { get; init; }

    /// <summary>First day of the week.</summary>
    public required DateOnly Week { get; init; }
    public string Text { get; private set; } = "";

    /// <summary>Key of the task that it is for; null for none.</summary>
    public string? Task { get; private set; }

    /// <summary>The day for which it is; null for any of the week.</summary>
    public DateOnly? On { get; private set; }

    /// <summary>The day at whose end it goes over where it is not done.</summary>
    public DateOnly EndsOn { get; private set; }

    /// <summary>Counts from 1, the most important first.</summary>
    public int Order { get; private set; }

    /// <summary>The item of which it is what was left; null for one that somebody registered.</summary>
    public Guid? CarriedFrom { get; init; }

    /// <summary>How often it went over.</summary>
    public int Carried { get; init; }

    /// <summary>Whether its time is over: it went over, the plan has no later week, or was closed.</summary>
    public bool Left { get; private set; }
    public string RegisteredBy { get; private set; } = "";

    /// <summary>Whether the officer registered it in the village's place.</summary>
    public bool OnBehalf { get; private set; }
    public DateTimeOffset? DoneAt { get; private set; }
    public string? DoneBy { get; private set; }

    /// <summary>The unit that does it.</summary>
    public PlanUnit Unit => new(UnitCode, UnitName, UnitPath, Level);

    public static WorkItem New(Guid id, Guid planId, PlanUnit unit, WorkWeek week) =>
        new()
        {
            Id = id,
            PlanId = planId,
            UnitCode = unit.Code,
            UnitName = unit.Name,
            UnitPath = unit.Path,
            Level = unit.Level,
            Week = week.From,
        };

    /// <summary>Whether it is an item of this plan, unit and week.</summary>
    public bool IsOf(Guid planId, PlanUnit unit, WorkWeek week) => PlanId == planId && UnitCode == unit.Code && Week == week.From;

    /// <summary>Takes what was registered.</summary>
    public void Register(string text, string? task, DateOnly? on, DateOnly endsOn, int order, string by, bool onBehalf)
    {
        (Text, Task, On, EndsOn, Order) = (text.Trim(), task, on, endsOn, order);
        (RegisteredBy, OnBehalf) = (by, onBehalf);
    }

    /// <summary>It is done; a second time changes nothing.</summary>
    public void Finish(string by, DateTimeOffset at) => (DoneBy, DoneAt) = DoneAt is null ? (by, at) : (DoneBy, DoneAt);

    /// <summary>It is not done after all.</summary>
    public void Reopen() => (DoneBy, DoneAt) = (null, null);

    /// <summary>Goes with its unit to another name or place, or to the unit that took its place.</summary>
    public void GoTo(PlanUnit unit) => (UnitCode, UnitName, UnitPath) = (unit.Code, unit.Name, unit.Path);

    /// <summary>Its time is over, and nothing of it goes over.</summary>
    public void End() => Left = true;

    /// <summary>
    /// What goes over to a later day or week; null where there is none. Work for a day goes to the next day where the plan carries from
    /// day to day, all other work to the next week.
    /// </summary>
    public WorkItem? CarryOver(PlanContent content, Guid id)
    {
        Left = true;
        var byDay = On is not null && WorkWeek.GoesByDay(content);
        var week = WorkWeek.Of(content, Week);
        var (next, on) =
            byDay && week is not null && EndsOn < week.To ? (week, EndsOn.AddDays(1))
            : WorkWeek.After(content, week?.To ?? EndsOn) is { } later ? (later, byDay ? later.From : (DateOnly?)null)
            : (null, null);
        if (next is null)
        {
            return null;
        }

        var copy = new WorkItem
        {
            Id = id,
            PlanId = PlanId,
            UnitCode = UnitCode,
            UnitName = UnitName,
            UnitPath = UnitPath,
            Level = Level,
            Week = next.From,
            CarriedFrom = Id,
            Carried = Carried + 1,
        };
        copy.Register(Text, Task, on, byDay ? on!.Value : next.To, Order, RegisteredBy, OnBehalf);
        return copy;
    }
}
