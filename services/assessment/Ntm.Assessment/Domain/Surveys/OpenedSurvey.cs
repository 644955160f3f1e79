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

    /// <summary>Why it cannot be closed with these minutes now; none when it can.</summary>
    /// <param name="number">Number of the minutes.</param>
    /// <param name="date">Date of the minutes.</param>
    /// <param name="signatories">Who signed them.</param>
    /// <param name="today">The legal day.</param>
    public IReadOnlyList<Error> WhyNotClose(string number, DateOnly date, IReadOnlyList<Signatory> signatories, DateOnly today)
    {
        if (Survey.WhyClosed is { } closed)
        {
            return [closed];
        }

        var faults = MinutesCheck.Check(number, date, signatories, VietnamTime.DayOf(Survey.OpenedAt), today);
        return faults.Count > 0 ? faults
            : WhyUndecided() is { } undecided ? [undecided]
            : [];
    }

    /// <summary>The outcome as the sheets stand; null while there is no ballot or rule to hold the count against.</summary>
    public SurveyOutcome? Judge() =>
        Rule is null || Questions is null ? null : SurveyOutcome.Of(Rule, Questions, Survey.UnitCode, Counted, Confirmations);

    /// <summary>Enters the sheet of a place, or says what it has wrong.</summary>
    public IReadOnlyList<Error> Enter(string code, VillageSheet sheet, string by, DateTimeOffset at)
    {
        var errors = Check(code, sheet);
        if (errors.Count == 0)
        {
            Survey.Enter(Places.First(place => place.Code == code), sheet, by, at);
        }

        return errors;
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

    private IReadOnlyList<Error> Check(string code, VillageSheet sheet)
    {
        if (Survey.WhyClosed is { } closed)
        {
            return [closed];
        }

        if (Questions is null)
        {
            return [SurveyErrors.NoRule(Survey)];
        }

        if (Places.All(place => place.Code != code))
        {
            return [SurveyErrors.VillageUnknown];
        }

        var index = sheet.Answers.ToList().FindIndex(answer => answer is null || answer.Reasons.Contains(null!));
        return index >= 0 ? [AssessmentErrors.NullElement($"answers[{index}]")] : SheetCheck.Check(sheet, Questions);
    }
}
