using System.Globalization;
using Ntm.Planning.Domain.Records;

namespace Ntm.Planning.Domain.ModelSites;

/// <summary>A residential area or a garden that is to become a model. A garden is known by its number in the village alone.</summary>
internal sealed class ModelSite : IPlanRecord
{
    public required Guid Id { get; init; }
    public required Guid PlanId { get; init; }
    public required ModelSiteKind Kind { get; init; }

    /// <summary>The village.</summary>
    public required string UnitCode { get; set; }
    public required string UnitName { get; set; }
    public required string UnitPath { get; set; }

    /// <summary>Number of the garden in its village, from 1; of an area 0, and from 1 where more of them came into one village.</summary>
    public required int Number { get; set; }

    /// <summary>Where it stands in lists.</summary>
    public required string SortKey { get; set; }

    /// <summary>Key of the body of the plan that helps; null for none.</summary>
    public string? HelpedBy { get; private set; }

    /// <summary>How many criteria are met now.</summary>
    public int Met { get; private set; }

    /// <summary>How many criteria were met and are lost now.</summary>
    public int Lost { get; private set; }

    /// <summary>Whether what is met was enough at the last change.</summary>
    public bool Reached { get; private set; }

    /// <summary>Number of the document of recognition; null while it is not recognised.</summary>
    public string? RecognisedBy { get; private set; }
    public DateOnly? RecognisedOn { get; private set; }
    public int Version { get; private set; }

    /// <summary>What people call it.</summary>
    public string Name => Kind == ModelSiteKind.Area ? $"Khu dân cư {UnitName}" : $"Vườn số {Number} của một hộ {UnitName}";

    public string AuditKey => $"model-site/{Id:N}";

    public object AuditContent() =>
        new
        {
            PlanId,
            Kind = Kind.ToString(),
            UnitCode,
            Number,
            HelpedBy,
            Met,
            Lost,
            Reached,
            RecognisedBy,
            RecognisedOn,
            Version,
        };

    /// <summary>The first step.</summary>
    public RecordStep Register(string? helper, Act act)
    {
        HelpedBy = helper;
        return Step("registered", helper, act);
    }

    /// <summary>Names another body that helps.</summary>
    public Result<RecordStep> Help(string? helper, Act act)
    {
        if (HelpedBy == helper)
        {
            return ModelSiteErrors.Unchanged;
        }

        HelpedBy = helper;
        return Step("helper", helper, act);
    }

    /// <summary>Notes whether a criterion is met from a day on.</summary>
    /// <param name="rule">What the plan demands.</param>
    /// <param name="states">The states so far.</param>
    /// <param name="state">The new state.</param>
    /// <param name="act">Who notes it.</param>
    public Result<RecordStep> Note(ModelRule rule, IReadOnlyList<CriterionState> states, CriterionState state, Act act)
    {
        var before = states.Where(row => row.Criterion == state.Criterion).MaxBy(row => row.Number);
        if (before?.Met == state.Met)
        {
            return ModelSiteErrors.Unchanged;
        }

        if (state.On < before?.On)
        {
            return ModelSiteErrors.BeforeLast(before.On);
        }

        var now = CriterionState.Newest([.. states, state]);
        (Met, Lost) = (now.Count(row => row.Met), now.Count(row => !row.Met && row.WasMet(states)));
        Reached = rule.IsReached(now.Where(row => row.Met).Select(row => row.Criterion).ToHashSet());
        var word = state.Met ? "met" : "lost";
        return Step(word, string.Create(CultureInfo.InvariantCulture, $"{state.Criterion} {state.On:yyyy-MM-dd}"), act);
    }

    /// <summary>Goes with its village to another name or place, or to the village that took its place, with a number that is free there.
    /// An area keeps its name where its village ends.</summary>
    /// <param name="unit">The village.</param>
    /// <param name="sites">All sites of the plan.</param>
    /// <param name="act">The calendar's act.</param>
    public RecordStep GoTo(PlanUnit unit, IEnumerable<ModelSite> sites, Act act)
    {
        UnitName = Kind == ModelSiteKind.Area && unit.Code != UnitCode ? UnitName : unit.Name;
        (UnitCode, UnitPath) = (unit.Code, unit.Path);
        var taken = sites.Where(row => row != this && row.Kind == Kind && row.UnitPath == unit.Path).Select(row => row.Number).ToList();
        Number = taken.Contains(Number) ? taken.Max() + 1 : Number;
        SortKey = SortKeyOf(PlanId, UnitPath, Kind, Number);
        return Step("moved", UnitName, act);
    }

    /// <summary>Where a site stands in lists.</summary>
    public static string SortKeyOf(Guid planId, string unitPath, ModelSiteKind kind, int number) =>
        $"{planId:N}/{unitPath}/{kind.ToString().ToLowerInvariant()}/{number:D3}";

    /// <summary>Recognises it by a numbered document.</summary>
    public Result<RecordStep> Recognise(string document, DateOnly day, Act act)
    {
        if (RecognisedBy is not null)
        {
            return ModelSiteErrors.RecognisedBefore;
        }

        if (!Reached)
        {
            return ModelSiteErrors.NotReached;
        }

        (RecognisedBy, RecognisedOn) = (DocumentNumber.Normalise(document), day);
        return Step("recognised", RecognisedBy, act);
    }

    private RecordStep Step(string kind, string? text, Act act)
    {
        Version++;
        return RecordStep.Of(this, kind, text, act);
    }
}

/// <summary>That a criterion is met, or no longer, from a day on; it never changes.</summary>
internal sealed class CriterionState : IAudited
{
    public required Guid SiteId { get; init; }

    /// <summary>Version of the site after it.</summary>
    public required int Number { get; init; }
    public required string Criterion { get; init; }
    public required bool Met { get; init; }

    /// <summary>Legal day from which it is so.</summary>
    public required DateOnly On { get; init; }

    public string AuditKey => $"model-site/{SiteId:N}/state/{Number}";

    public object AuditContent() =>
        new
        {
            Criterion,
            Met,
            On,
        };

    /// <summary>The newest state of each criterion.</summary>
    public static IReadOnlyList<CriterionState> Newest(IEnumerable<CriterionState> states) =>
        [.. states.GroupBy(row => row.Criterion).Select(group => group.MaxBy(row => row.Number)!)];

    /// <summary>Whether the criterion was met at some time.</summary>
    public bool WasMet(IEnumerable<CriterionState> states) => states.Any(row => row.Criterion == Criterion && row.Met);
}
