using Ntm.Assessment.Domain.Criteria;
using Ntm.LegalTime;
using Ntm.Web;

namespace Ntm.Assessment.Domain.Surveys;

/// <summary>A survey with its villages, ballot, rule and what the province confirmed of it.</summary>
internal sealed record OpenedSurvey
{
    public required Survey Survey { get; init; }
    public required SurveyRule? Rule { get; init; }
    public required QuestionSet? Questions { get; init; }

    /// <summary>What the province confirmed, by demand code.</summary>
    public required IReadOnlyDictionary<string, Confirmation> Confirmations { get; init; }

    /// <summary>Villages of the day on which the round opened: each must be counted, once.</summary>
    public required IReadOnlyList<SurveyPlace> Opening { get; init; }

    /// <summary>Where a sheet may be entered: those villages, and what they were merged into since.</summary>
    public required IReadOnlyList<SurveyPlace> Places { get; init; }

    /// <summary>Villages of the opening day that no sheet counts for yet.</summary>
    public IReadOnlyList<SurveyPlace> Missing => [.. Opening.ExceptBy(Counting.SelectMany(sheet => sheet.Villages), place => place.Code)];

    /// <summary>The sheets that count.</summary>
    public IReadOnlyList<SheetEntry> Counting => Survey.Counting([.. Opening.Select(place => place.Code)]);

    public IReadOnlyList<CountedVillage> Counted => [.. Counting.Select(sheet => sheet.Counted)];

    /// <summary>Why it cannot be closed now with minutes of a date, or null.</summary>
    /// <param name="minutesDate">Date of the minutes.</param>
    /// <param name="today">The legal day.</param>
    public Error? WhyNotClose(DateOnly minutesDate, DateOnly today)
    {
        var opened = VietnamTime.DayOf(Survey.OpenedAt);
        return Survey.WhyClosed ?? (minutesDate < opened || minutesDate > today ? SurveyErrors.MinutesDate(opened, today) : WhyUndecided());
    }

    /// <summary>The outcome as the sheets stand; null while there is no ballot or rule to hold the count against.</summary>
    public SurveyOutcome? Judge() =>
        Rule is null || Questions is null ? null : SurveyOutcome.Of(Rule, Questions, Survey.UnitCode, Counted, Confirmations);

    /// <summary>Enters the sheet of a place, or says what it has wrong.</summary>
    /// <param name="code">Code of the place.</param>
    /// <param name="sheet">The count.</param>
    /// <param name="by">Account that enters it.</param>
    /// <param name="leads">Whether it is of the Front that closes the survey; others replace only what they entered themselves.</param>
    /// <param name="at">Now.</param>
    public Result Enter(string code, VillageSheet sheet, string by, bool leads, DateTimeOffset at)
    {
        var checkedSheet = Check(code, sheet);
        if (checkedSheet.Refused)
        {
            return checkedSheet;
        }

        var place = Places.First(place => place.Code == code);
        if (!leads && Counting.Any(other => other.EnteredBy != by && other.Villages.Intersect(place.Covers).Any()))
        {
            return SurveyErrors.SheetOfOthers;
        }

        Survey.Enter(place, sheet, by, at);
        return checkedSheet;
    }

    private Error? WhyUndecided()
    {
        if (Judge() is not { } outcome)
        {
            return SurveyErrors.NoRule(Survey);
        }

        return Missing is { Count: > 0 } missing ? SurveyErrors.SheetsMissing(missing)
            : outcome.Met is null ? SurveyErrors.RuleUnconfirmed(outcome)
            : null;
    }

    private Result Check(string code, VillageSheet sheet) =>
        Survey.WhyClosed is { } closed ? closed
        : Questions is null ? SurveyErrors.NoRule(Survey)
        : Places.All(place => place.Code != code) ? SurveyErrors.VillageUnknown
        : Result.Of(SheetCheck.Check(sheet, Questions));
}
