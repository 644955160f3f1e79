using Ntm.Web;

namespace Ntm.Assessment.Domain.Surveys;

/// <summary>
/// One round of the residents' satisfaction survey of a dossier. It belongs to the Fatherland Front alone; once it is
/// closed with minutes nothing in it changes any more. A further round is a survey of its own.
/// </summary>
internal sealed class Survey
{
    public required Guid Id { get; init; }
    public required Guid DossierId { get; init; }

    /// <summary>Round of the survey stage that it answers.</summary>
    public required int Round { get; init; }
    public required string UnitCode { get; init; }
    public required string UnitPath { get; init; }

    /// <summary>Unit whose Front the path names to run it; only the Front there or above closes it.</summary>
    public required string ActorUnitPath { get; init; }
    public required string Title { get; init; }
    public required DateOnly DossierOpenedOn { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Rule in force on the dossier's day; null where none was.</summary>
    public string? Rule { get; init; }

    /// <summary>Ballot in force on that day; null where none was.</summary>
    public string? QuestionSet { get; init; }

    /// <summary>Set when the path left the stage without this survey.</summary>
    public bool Ended { get; private set; }
    public Minutes? Minutes { get; private set; }

    /// <summary>Whether the rule was met; null until closed.</summary>
    public bool? Met { get; private set; }

    /// <summary>The result as published at closing, JSON; null until closed.</summary>
    public string? Result { get; private set; }

    public int Version { get; private set; }

    /// <summary>Villages of the day on which the round opened; null where none was known then, see <see cref="SurveyPlaces"/>.</summary>
    public IReadOnlyList<SurveyPlace>? Places { get; init; }

    public List<SheetEntry> Sheets { get; init; } = [];

    public bool Open => !Ended && Minutes is null;

    /// <summary>
    /// The sheets that count, so that no household counts twice: a later sheet takes the place of every earlier one that
    /// shares a village of the opening day with it, wholly.
    /// </summary>
    /// <param name="villages">Codes of the villages of the opening day.</param>
    public IReadOnlyList<SheetEntry> Counting(IReadOnlyCollection<string> villages)
    {
        var spokenFor = new HashSet<string>();
        var counting = new List<SheetEntry>();
        foreach (var sheet in Sheets.OrderByDescending(sheet => sheet.Number).Where(sheet => sheet.Villages.Any(villages.Contains)))
        {
            if (!sheet.Villages.Any(spokenFor.Contains))
            {
                spokenFor.UnionWith(sheet.Villages);
                counting.Add(sheet);
            }
        }

        return [.. counting.OrderBy(sheet => sheet.VillageCode, StringComparer.Ordinal)];
    }

    public Error? WhyClosed =>
        Minutes is not null ? SurveyErrors.Closed
        : Ended ? SurveyErrors.Ended
        : null;

    /// <summary>Enters or replaces the sheet of a place; earlier ones are kept.</summary>
    public void Enter(SurveyPlace place, VillageSheet counted, string by, DateTimeOffset at)
    {
        var number = 1 + Sheets.Select(sheet => sheet.Number).DefaultIfEmpty().Max();
        Sheets.Add(
            new SheetEntry
            {
                Id = Guid.CreateVersion7(at),
                VillageCode = place.Code,
                VillageName = place.Name,
                CommuneCode = place.CommuneCode,
                Covers = place.Covers,
                Number = number,
                Sheet = counted,
                EnteredBy = by,
                EnteredAt = at,
            }
        );
        Version++;
    }

    public void Close(Minutes minutes, bool met, string result)
    {
        Minutes = minutes;
        Met = met;
        Result = result;
        Version++;
    }

    public void End()
    {
        Ended = true;
        Version++;
    }
}

/// <summary>The minutes with which a survey was closed.</summary>
internal sealed record Minutes
{
    public required string Number { get; init; }
    public required DateOnly Date { get; init; }
    public required IReadOnlyList<Signatory> Signatories { get; init; }
    public required string ClosedBy { get; init; }
    public required string ClosedByName { get; init; }
    public required DateTimeOffset ClosedAt { get; init; }
}

/// <summary>Who signed the minutes.</summary>
public sealed record Signatory
{
    /// <summary>Full name, at most 100 characters.</summary>
    [Text(100)]
    public required string Name { get; init; }

    /// <summary>Position in the count, e.g. <c>Trưởng Ban Công tác Mặt trận</c>, at most 100 characters.</summary>
    [Text(100)]
    public required string Position { get; init; }
}

/// <summary>One entered sheet of a village; a replaced one stays.</summary>
internal sealed class SheetEntry
{
    public required Guid Id { get; init; }
    public required string VillageCode { get; init; }
    public required string VillageName { get; init; }
    public required string CommuneCode { get; init; }

    /// <summary>Villages of the opening day that it counts for; null in sheets from before places were fixed: its own village.</summary>
    public IReadOnlyList<string>? Covers { get; init; }

    /// <summary>Above that of every sheet entered before it in this survey.</summary>
    public required int Number { get; init; }
    public required VillageSheet Sheet { get; init; }
    public required string EnteredBy { get; init; }
    public required DateTimeOffset EnteredAt { get; init; }

    public IReadOnlyList<string> Villages => Covers ?? [VillageCode];

    public CountedVillage Counted => new(VillageCode, VillageName, CommuneCode, Sheet);
}
