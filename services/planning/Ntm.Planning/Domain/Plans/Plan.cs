using System.Globalization;
using Ntm.Persistence;

namespace Ntm.Planning.Domain.Plans;

/// <summary>
/// A plan of a unit for a year. It is drafted by one hand and published by another; each publication is an edition that never changes
/// again, and a draft beside a published edition is an amendment that waits.
/// </summary>
internal sealed class Plan : IAudited
{
    public required Guid Id { get; init; }
    public required string UnitCode { get; set; }
    public required string UnitName { get; set; }
    public required string UnitPath { get; set; }
    public required PlanLevel Level { get; init; }

    /// <summary>Year of the campaign.</summary>
    public required int Year { get; init; }
    public PlanStatus Status { get; private set; }

    /// <summary>Number of editions published so far.</summary>
    public int Editions { get; private set; }

    /// <summary>What waits for publication; null when nothing does.</summary>
    public PlanContent? Draft { get; private set; }

    /// <summary>SHA-256 of the draft; null when there is none.</summary>
    public string? DraftHash { get; private set; }

    /// <summary>Accounts that answer for the draft.</summary>
    public IReadOnlyList<string> Authors { get; private set; } = [];

    /// <summary>Number without blanks; empty while it has none. Like all that follows it is of the newest edition, and of the draft only
    /// while there is none: nobody else learns what an amendment says before it is published.</summary>
    public string Number { get; private set; } = "";

    /// <summary>What it is about.</summary>
    public string Subject { get; private set; } = "";

    /// <summary>Folded number, subject and unit, by which it is found.</summary>
    public string SearchText { get; private set; } = "";

    /// <summary>Where it stands in lists: the newest year first, then by unit.</summary>
    public string SortKey { get; private init; } = "";

    /// <summary>First day of the main period.</summary>
    public DateOnly From { get; private set; }

    /// <summary>Last day of the main period.</summary>
    public DateOnly To { get; private set; }

    /// <summary>Whether its last day has passed at an instant.</summary>
    public bool IsOver(DateTimeOffset now) => To < VietnamTime.DayOf(now);

    /// <summary>Day of issue.</summary>
    public DateOnly? IssuedOn { get; private set; }

    /// <summary>The plan that it carries out, where that is in the system.</summary>
    public Guid? ParentId { get; private set; }

    /// <summary>Counts the saves.</summary>
    public int Version { get; private set; }

    /// <summary>The unit that it is of.</summary>
    public PlanUnit Unit => new(UnitCode, UnitName, UnitPath, Level);

    public string AuditKey => $"plan/{Id:N}";

    public object AuditContent() =>
        new
        {
            UnitCode,
            Year,
            Number,
            Status = Status.ToString(),
            Editions,
            DraftHash,
        };

    /// <summary>Whether it is published and not closed, and its main period includes the day.</summary>
    public bool InForce(DateOnly day) => Status == PlanStatus.Published && From <= day && day <= To;

    /// <summary>Drafts a new plan.</summary>
    public static Plan New(PlanUnit unit, int year, PlanContent content, Act act)
    {
        var plan = new Plan
        {
            Id = Guid.CreateVersion7(act.At),
            UnitCode = unit.Code,
            UnitName = unit.Name,
            UnitPath = unit.Path,
            Level = unit.Level,
            Year = year,
            SortKey = $"{SortKeyOf(year, unit.Path)}{Guid.CreateVersion7(act.At):N}",
        };
        plan.Take(content, act);
        return plan;
    }

    /// <summary>How the place in lists of a unit's plans of a year begins; a plan keeps the one that it was drafted with.</summary>
    public static string SortKeyOf(int year, string unitPath) =>
        string.Create(CultureInfo.InvariantCulture, $"{9999 - year:0000}/{unitPath}/");

    /// <summary>Replaces the draft, or begins an amendment of the published edition.</summary>
    public Result Replace(PlanContent content, Act act)
    {
        if (Status == PlanStatus.Closed)
        {
            return PlanErrors.Closed;
        }

        Take(content, act);
        return Result.Done;
    }

    /// <summary>Drops an amendment that waits.</summary>
    public Result Drop()
    {
        if (Draft is null)
        {
            return PlanErrors.NoDraft;
        }

        (Draft, DraftHash, Authors) = (null, null, []);
        Version++;
        return Result.Done;
    }

    /// <summary>Publishes the draft as the next edition.</summary>
    /// <param name="reason">Why an edition that is published is amended; null for the first one.</param>
    /// <param name="current">The newest edition; null for the first one.</param>
    /// <param name="parent">The plan that the draft names as the one above; null where it names none in the system.</param>
    /// <param name="act">Who publishes, and when.</param>
    public Result<PlanEdition> Publish(string? reason, PlanEdition? current, Plan? parent, Act act)
    {
        if (WhyNotPublish(reason, current, parent, act) is { } refusal)
        {
            return refusal;
        }

        var edition = PlanEdition.Of(this, Draft!, DraftHash!, reason, act);
        (Status, Editions) = (PlanStatus.Published, edition.Number);
        Describe(edition.Content);
        (Draft, DraftHash, Authors) = (null, null, []);
        Version++;
        return edition;
    }

    /// <summary>Goes with its unit to another name or place, or to the unit that took its place.</summary>
    public void GoTo(PlanUnit unit)
    {
        (UnitCode, UnitName, UnitPath) = (unit.Code, unit.Name, unit.Path);
        SearchText = NameSearch.Fold($"{Number} {Subject} {UnitName}");
        Version++;
    }

    /// <summary>Closes a published plan.</summary>
    public Result Close()
    {
        if (Status != PlanStatus.Published)
        {
            return Status == PlanStatus.Closed ? PlanErrors.Closed : PlanErrors.NotPublished;
        }

        if (Draft is not null)
        {
            return PlanErrors.DraftPending;
        }

        Status = PlanStatus.Closed;
        Version++;
        return Result.Done;
    }

    private Error? WhyNotPublish(string? reason, PlanEdition? current, Plan? parent, Act act)
    {
        if (Status == PlanStatus.Closed)
        {
            return PlanErrors.Closed;
        }

        if (Draft is null)
        {
            return PlanErrors.NoDraft;
        }

        return act.Accounts.Intersect(Authors).Any() ? PlanErrors.OwnDraft
            : Draft.Header is { Number: null } or { IssuedOn: null } ? PlanErrors.NumberMissing
            : Draft.Header.IssuedOn > act.Day ? PlanErrors.IssuedInFuture
            : current is not null && string.IsNullOrWhiteSpace(reason) ? PlanErrors.ReasonMissing
            : current?.Hash == DraftHash ? PlanErrors.Unchanged
            : Draft.Header.ParentId is not null && !IsAbove(parent) ? PlanErrors.ParentNotInForce
            : null;
    }

    private bool IsAbove(Plan? parent) =>
        parent is { Status: PlanStatus.Published } && UnitScope.IsBelow(parent.UnitPath, UnitPath) && parent.To >= MainOf(Draft!).From;

    private void Take(PlanContent content, Act act)
    {
        (Draft, DraftHash) = (content, ContentHash.Of(content));
        Authors = [.. Authors.Union(act.Accounts)];
        if (Editions == 0)
        {
            Describe(content);
        }

        Version++;
    }

    private void Describe(PlanContent content)
    {
        var main = MainOf(content);
        Number = DocumentNumber.Normalise(content.Header.Number ?? "");
        (Subject, From, To) = (content.Header.Subject, main.From, main.To);
        (IssuedOn, ParentId) = (content.Header.IssuedOn, content.Header.ParentId);
        SearchText = NameSearch.Fold($"{Number} {Subject} {UnitName}");
    }

    private static PlanPeriod MainOf(PlanContent content) => content.Periods.First(period => period.Kind == PeriodKind.Main);
}
