using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Ntm.Assessment.Domain;
using Ntm.Assessment.Domain.Criteria;
using Ntm.Assessment.Domain.Surveys;
using Ntm.Assessment.Persistence;
using Ntm.Assessment.Rules;
using Ntm.LegalTime;
using Ntm.Web;

namespace Ntm.Assessment.Features;

/// <summary>A survey with its villages, ballot, rule and what the province confirmed of it.</summary>
internal sealed class OpenedSurvey
{
    private readonly IReadOnlyDictionary<string, Confirmation> confirmations;

    private OpenedSurvey(
        Survey survey,
        SurveyRule? rule,
        QuestionSet? questions,
        (IReadOnlyList<SurveyPlace> Opening, IReadOnlyList<SurveyPlace> Standing) places,
        IReadOnlyDictionary<string, Confirmation> confirmations
    )
    {
        Survey = survey;
        Rule = rule;
        Questions = questions;
        (Opening, Places) = places;
        this.confirmations = confirmations;
    }

    public Survey Survey { get; }

    public SurveyRule? Rule { get; }

    public QuestionSet? Questions { get; }

    /// <summary>Villages of the day on which the round opened: each must be counted, once.</summary>
    public IReadOnlyList<SurveyPlace> Opening { get; }

    /// <summary>Where a sheet may be entered: those villages, and what they were merged into since.</summary>
    public IReadOnlyList<SurveyPlace> Places { get; }

    public IReadOnlyList<SurveyPlace> Missing =>
        Opening.ExceptBy(Counting().SelectMany(sheet => sheet.Villages), place => place.Code).ToList();

    /// <summary>Opens it; inside a transaction, to act on it.</summary>
    public static async Task<OpenedSurvey?> OpenAsync(
        AssessmentDbContext db,
        RuleBook rules,
        Guid id,
        DateOnly today,
        CancellationToken cancellation
    )
    {
        await db.LockAsync<Survey>(nameof(Survey.Id), id, cancellation);
        if (await db.Surveys.FirstOrDefaultAsync(row => row.Id == id, cancellation) is not { } survey)
        {
            return null;
        }

        var province = AssessmentAccess.Province(survey.UnitPath);
        var rows = await db
            .Confirmations.AsNoTracking()
            .Where(row => row.Province == province && row.Rule == survey.Rule)
            .ToListAsync(cancellation);
        return new OpenedSurvey(
            survey,
            rules.SurveyRules.FirstOrDefault(rule => rule.Code == survey.Rule),
            rules.QuestionSets.FirstOrDefault(set => set.Code == survey.QuestionSet),
            await PlacesAsync(db, survey, today, cancellation),
            ThresholdConfirmation.InForce(rows, survey.DossierOpenedOn)
        );
    }

    /// <summary>Null while there is no ballot or rule to hold the count against.</summary>
    public SurveyOutcome? Outcome() =>
        Rule is null || Questions is null ? null : SurveyOutcome.Of(Rule, Questions, Survey.UnitCode, Counted(), confirmations);

    public SurveyResult? Result()
    {
        if (Survey.Result is not null)
        {
            return JsonSerializer.Deserialize<SurveyResult>(Survey.Result, SurveyResults.Json);
        }

        return Outcome() is { } outcome && Survey.Sheets.Count > 0
            ? SurveyResults.Of(outcome, Questions!, Survey.UnitCode, Counted())
            : null;
    }

    public SurveyView View(Caller caller)
    {
        var runs = AssessmentAccess.RunsSurvey(caller, Survey.UnitPath);
        var sheets = Survey.Sheets.ToLookup(sheet => sheet.VillageCode);
        var counting = Counting();
        return new SurveyView
        {
            Id = Survey.Id,
            DossierId = Survey.DossierId,
            Round = Survey.Round,
            UnitCode = Survey.UnitCode,
            Title = Survey.Title,
            State = State(Survey.Minutes is not null, Survey.Ended),
            OpenedAt = Survey.OpenedAt,
            QuestionSet = Survey.QuestionSet,
            Questions =
                Questions?.Questions.Select(question => new QuestionView(question.Code, question.Text, question.Overall)).ToList() ?? [],
            Rule = Rule is null ? null : ListSurveyRules.View(Rule, confirmations),
            Villages = runs
                ? Places
                    .Select(place => new VillageView(
                        place.Code,
                        place.Name,
                        place.CommuneCode,
                        sheets[place.Code].MaxBy(sheet => sheet.Number)?.Sheet,
                        Math.Max(0, sheets[place.Code].Count() - 1),
                        place.Covers,
                        counting.Any(sheet => sheet.VillageCode == place.Code)
                    ))
                    .ToList()
                : [],
            MissingVillages = Survey.Open ? Missing.Select(place => place.Code).ToList() : [],
            Result = Result(),
            Minutes = Survey.Minutes is { } minutes
                ? new MinutesView(minutes.Number, minutes.Date, minutes.Signatories, minutes.ClosedByName, minutes.ClosedAt)
                : null,
            AllowedActions = runs && Survey.Open ? ["put-sheet", "close"] : [],
        };
    }

    public static string State(bool closed, bool ended) =>
        closed ? "closed"
        : ended ? "ended"
        : "open";

    private IReadOnlyList<SheetEntry> Counting() => Survey.Counting([.. Opening.Select(place => place.Code)]);

    private IReadOnlyList<CountedVillage> Counted() => Counting().Select(sheet => sheet.Counted).ToList();

    private static async Task<(IReadOnlyList<SurveyPlace> Opening, IReadOnlyList<SurveyPlace> Standing)> PlacesAsync(
        AssessmentDbContext db,
        Survey survey,
        DateOnly today,
        CancellationToken cancellation
    )
    {
        var units = db.Units.AsNoTracking();
        var opening =
            survey.Places
            ?? await SurveyVillages.OnAsync(units, (survey.UnitCode, survey.UnitPath), VietnamTime.DayOf(survey.OpenedAt), cancellation);
        if (opening.Count == 0)
        {
            opening = [await SurveyVillages.WholeAsync(units, survey.UnitCode, today, cancellation)];
            return (opening, opening);
        }

        var mergers = await SurveyVillages.MergersAsync(db, opening.Select(place => place.Code), today, cancellation);
        return (opening, SurveyPlaces.Standing(opening, mergers));
    }
}
